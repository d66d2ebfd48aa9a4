{{%AUTOESCAPE context="HTML"}}
<p style="margin:0"><a href="{{SITE_URL}}" style="color:#14324a">{{SITE_NAME}}</a><br>{{POSTAL_ADDRESS}}</p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
