{{%AUTOESCAPE context="HTML"}}
<li class="unit">
<div class="unit-front">
{{#ROW_PHOTO}}<picture>{{#ROW_SIZED}}<source type="image/webp" srcset="{{ROW_IMAGE_SMALL}}">{{/ROW_SIZED}}<img src="{{ROW_IMAGE}}" width="{{ROW_IMAGE_WIDTH}}" height="{{ROW_IMAGE_HEIGHT}}" alt="" loading="lazy" decoding="async"></picture>{{/ROW_PHOTO}}
{{#ROW_DRAWN}}
{{>SHOP_FRONT}}
{{/ROW_DRAWN}}
</div>
<div class="unit-what">
<a class="unit-name" href="{{ROW_PATH}}">{{ROW_TITLE}}</a>
<ul class="facts">
<li class="mpn">{{ROW_MPN}}</li>
{{#ROW_BUNDLE}}<li>Bundle</li>{{/ROW_BUNDLE}}
{{#ROW_FACTS}}
<li>{{ROW_FACT}}</li>
{{/ROW_FACTS}}
</ul>
</div>
<div class="unit-buy">
<span class="price">{{#ROW_FROM}}<small>from</small> {{/ROW_FROM}}{{ROW_PRICE}}</span>
<span class="led {{ROW_BAND}}">{{ROW_STOCK}}</span>
<span class="grades">{{#ROW_GRADES}}<span class="grade {{ROW_GRADE_WORD}}">{{ROW_GRADE}}</span>{{/ROW_GRADES}}</span>
</div>
{{#ROW_PICKED}}<div class="marks"><label class="pick"><input type="checkbox" name="p" value="{{ROW_ID}}" form="compare"> Compare<span class="unseen"> {{ROW_TITLE}}</span></label><button class="quiet" form="keep" name="product" value="{{ROW_ID}}">Save<span class="unseen"> {{ROW_TITLE}} to a list</span></button></div>{{/ROW_PICKED}}
</li>
