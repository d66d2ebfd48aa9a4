{{%AUTOESCAPE context="HTML"}}
{{#HAS_SPECS}}
<section aria-labelledby="specs-title">
<h2 id="specs-title">Specification</h2>
<table class="spec">
{{#SPEC_GROUPS}}
<tbody>
{{#SPEC_TITLED}}<tr class="group"><th scope="rowgroup" colspan="2">{{SPEC_GROUP}}</th></tr>{{/SPEC_TITLED}}
{{#SPECS}}
<tr><th scope="row">{{SPEC_LABEL}}</th><td>{{SPEC_VALUE}}</td></tr>
{{/SPECS}}
</tbody>
{{/SPEC_GROUPS}}
</table>
</section>
{{/HAS_SPECS}}
