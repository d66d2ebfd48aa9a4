{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<title>{{TITLE}}</title>
{{>MAIL_FRAME_HEAD}}
<tr><td style="padding:28px 28px 8px 28px">
<h1 style="margin:0 0 8px 0; font-size:24px; line-height:1.25; color:#14324a">{{TITLE}}.</h1>
<p style="margin:0 0 16px 0">{{CERTIFICATE_STATES}}, {{CERTIFICATE_KIND}}, {{CERTIFICATE_PURCHASER}}; sent in on {{CERTIFICATE_SENT}}.</p>
{{#CERTIFICATE_GOOD}}<p style="margin:0 0 16px 0">Orders that go there are placed without sales tax from now on{{#CERTIFICATE_ENDS}}, until {{CERTIFICATE_ENDS}}{{/CERTIFICATE_ENDS}}. Sign in before you order.</p>{{/CERTIFICATE_GOOD}}
{{#NOT_GOOD}}<p style="margin:0 0 16px 0">{{CERTIFICATE_STATUS}}. {{#CERTIFICATE_NOTE}}Why: {{CERTIFICATE_NOTE}}{{/CERTIFICATE_NOTE}}</p>
<p style="margin:0 0 16px 0">Orders are taxed. You may send in another one at any time.</p>{{/NOT_GOOD}}
<p style="margin:0 0 24px 0"><a href="{{CERTIFICATES_URL}}" style="color:#14324a">Your certificates</a></p>
</td></tr>
<tr><td style="padding:16px 28px 24px 28px; border-top:1px solid #dde3e8; color:#5a6b7b; font-size:13px">
<p style="margin:0 0 8px 0">Questions? Just answer this mail.</p>
{{>MAIL_FRAME_FOOT}}
