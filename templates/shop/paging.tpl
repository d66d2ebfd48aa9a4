{{%AUTOESCAPE context="HTML"}}
{{#PAGING}}
<nav class="paging" aria-label="Pages of this list">
{{#PAGING_FIRST}}<a href="{{PAGING_FIRST}}">First</a>{{/PAGING_FIRST}}
{{#PAGING_PREVIOUS}}<a href="{{PAGING_PREVIOUS}}">Previous</a>{{/PAGING_PREVIOUS}}
<span>Page {{PAGING_PAGE}} of {{PAGING_PAGES}}</span>
{{#PAGING_NEXT}}<a href="{{PAGING_NEXT}}">Next</a>{{/PAGING_NEXT}}
</nav>
{{/PAGING}}
