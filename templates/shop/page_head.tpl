{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{HEAD_TITLE}}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{{#HEAD_INDEXED}}
<meta name="description" content="{{HEAD_DESCRIPTION}}">
<link rel="canonical" href="{{HEAD_CANONICAL}}">
<meta property="og:title" content="{{HEAD_CARD_TITLE}}">
<meta property="og:type" content="{{HEAD_KIND}}">
<meta property="og:url" content="{{HEAD_CANONICAL}}">
<meta property="og:description" content="{{HEAD_DESCRIPTION}}">
<meta property="og:site_name" content="{{SITE_NAME}}">
<meta property="og:locale" content="en_US">
<meta property="og:image" content="{{HEAD_CARD}}">
<meta property="og:image:width" content="{{HEAD_CARD_WIDTH}}">
<meta property="og:image:height" content="{{HEAD_CARD_HEIGHT}}">
<meta property="og:image:alt" content="{{HEAD_CARD_TITLE}}">
{{#HEAD_IMAGE}}
<meta property="og:image" content="{{HEAD_IMAGE}}">
{{/HEAD_IMAGE}}
<meta name="twitter:card" content="summary_large_image">
{{/HEAD_INDEXED}}
{{#HEAD_HIDDEN}}
<meta name="robots" content="noindex, follow">
{{/HEAD_HIDDEN}}
{{#HEAD_RELOADS}}
<meta http-equiv="refresh" content="4">
{{/HEAD_RELOADS}}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#1b2123">
<link rel="stylesheet" href="{{SITE_CSS}}">
<link rel="icon" href="{{SITE_ICON}}" type="image/svg+xml">
<script src="{{SITE_SCRIPT}}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bezel">
<div class="bezel-in">
<a class="maker" href="/"><svg class="mark" viewBox="0 0 28 20" aria-hidden="true" focusable="false"><path d="M1 1h26v18H1z"/><path d="M5 6h11M5 10h11M5 14h11"/><circle cx="22" cy="10" r="2"/></svg>{{SITE_NAME}}</a>
<form class="find" action="/search" role="search">
<label class="unseen" for="q">Part number or words</label>
<input id="q" name="q" type="search" value="{{HEAD_QUERY}}" placeholder="Part number or words" maxlength="200" autocomplete="off" autocapitalize="off" spellcheck="false">
<button type="submit">Search</button>
</form>
<div class="own"><a class="to-account" href="/account"><svg class="icon" aria-hidden="true" focusable="false"><use href="{{SITE_ICONS}}#account"/></svg><span>Account</span></a>
<a class="to-cart" href="/cart"><svg class="icon" aria-hidden="true" focusable="false"><use href="{{SITE_ICONS}}#cart"/></svg>Cart<span class="count" data-cart-count aria-hidden="true"></span></a></div>
</div>
</header>
<nav class="menu" aria-label="Departments">
<ul>
{{#MENU}}
<li><a href="{{MENU_PATH}}">{{MENU_NAME}}</a></li>
{{/MENU}}
{{#MENU_SHORT}}
<li><a href="/#departments">All departments</a></li>
{{/MENU_SHORT}}
</ul>
</nav>
<main id="main" tabindex="-1">
