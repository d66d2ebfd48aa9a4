{{%AUTOESCAPE context="HTML"}}
<svg class="front" viewBox="0 0 482 {{FRONT_HEIGHT}}" aria-hidden="true" focusable="false">
{{#FRONT_RACK}}
<rect class="f-plate" x="1" y="1" width="480" height="{{FRONT_INNER_HEIGHT}}" rx="1.5"/>
<path class="f-edge" d="M18 1v{{FRONT_INNER_HEIGHT}}M464 1v{{FRONT_INNER_HEIGHT}}"/>
<path class="f-screw" d="{{FRONT_SCREWS}}"/>
{{/FRONT_RACK}}
{{#FRONT_NAMED}}
<path d="M24 9v26" stroke="{{FRONT_COLOUR}}" stroke-width="3"/>
<text class="f-name" x="31" y="18">{{FRONT_MAKER}}</text>
{{/FRONT_NAMED}}
{{#FRONT_ASIDE}}
<path class="f-aside" d="{{ASIDE_PATH}}" stroke-width="{{ASIDE_HEIGHT}}" stroke-dasharray="{{ASIDE_DASHES}}"/>
{{/FRONT_ASIDE}}
{{#FRONT_WITH_PORTS}}
<g transform="translate({{FRONT_X}} 0) scale({{FRONT_SCALE}} 1)">
{{#FRONT_PORTS}}
<path class="f-port" d="{{PORT_PATH}}" stroke-width="{{PORT_HEIGHT}}" stroke-dasharray="{{PORT_DASHES}}"/>
<path class="f-hole" stroke-dashoffset="-2" d="{{PORT_PATH}}" stroke-width="{{HOLE_HEIGHT}}" stroke-dasharray="{{HOLE_DASHES}}"/>
{{/FRONT_PORTS}}
</g>
{{/FRONT_WITH_PORTS}}
{{#FRONT_GRILLE}}
<path class="f-grille" d="{{FRONT_GRILLE_PATH}}"/>
{{/FRONT_GRILLE}}
{{#FRONT_BADGE}}
<rect class="f-plate" x="{{BADGE_X}}" y="{{BADGE_Y}}" width="{{BADGE_WIDTH}}" height="18" rx="2"/>
<path d="M{{BADGE_X}} {{BADGE_Y}}v18" stroke="{{FRONT_COLOUR}}" stroke-width="3"/>
<text class="f-name" x="241" y="{{BADGE_TEXT_Y}}" text-anchor="middle">{{FRONT_MAKER}}</text>
{{/FRONT_BADGE}}
{{#FRONT_OPTIC}}
<path class="f-plate" d="M150 30h150v36h-150z"/>
<path class="f-plate" d="M300 26h32v44h-32z"/>
<path class="f-port" d="M306 38h20M306 58h20" stroke-width="10"/>
<path class="f-edge" d="M176 30v36M332 34h16v28h-16"/>
{{/FRONT_OPTIC}}
{{#FRONT_CABLE}}
<path class="f-cable" d="M120 62c0-60 110-60 110-14s-90 44-90 6 110-46 170-6h34"/>
<path class="f-plate" d="M86 52h34v22h-34zM340 38h40v22h-40z"/>
<path class="f-edge" d="M96 52v22M370 38v22"/>
{{/FRONT_CABLE}}
{{#FRONT_RADIO}}
<rect class="f-plate" x="197" y="4" width="88" height="88" rx="16"/>
<path class="f-edge" d="M229 56a17 17 0 0 1 24 0M221 48a28 28 0 0 1 40 0"/>
<circle class="f-led" cx="241" cy="66" r="3"/>
{{/FRONT_RADIO}}
{{#FRONT_CARD}}
<rect class="f-plate" x="171" y="4" width="140" height="88" rx="8"/>
<path class="f-edge" d="M171 30h140M186 74h40M241 30v62"/>
<path class="f-edge" d="M241 30c-26-26-44 0 0 0 44 0 26-26 0 0"/>
{{/FRONT_CARD}}
{{#FRONT_PART}}
<path class="f-plate" d="M181 26l60-20 60 20v46l-60 20-60-20z"/>
<path class="f-edge" d="M181 26l60 20 60-20M241 46v46"/>
{{/FRONT_PART}}
</svg>
