#!/bin/bash
# A machine of its own, as nginx/tls.conf.example has it: plain HTTP leads to TLS, old protocols and
# weak ciphers get no answer, other names not even a certificate, and each answer says to stay.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
mkdir -p build
dir=$(mktemp -d)
trap 'kill "$(cat "$dir/nginx/nginx.pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$dir"' EXIT
unset "${!GDS_@}" 2>/dev/null || true
chmod 755 "$dir"
mkdir -p "$dir"/{log,run,site/current}
echo '<p>home</p>' >"$dir/site/current/index.html"
n=0
says() { # SENTENCE EXPECTED ACTUAL
  n=$((n + 1))
  if [[ $3 == $2 ]]; then echo "ok $n - $1"; else echo "not ok $n - $1"; echo "# $3"; fi
}
# Two ports that nobody has.
read -r tls plain < <(perl -MIO::Socket::INET -e '
  @s = map { IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 0) or die $@ } 1, 2;
  print join(" ", map { $_->sockport } @s), "\n"')
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=shop.example.com \
  -addext 'subjectAltName = DNS:shop.example.com' -keyout "$dir/key.pem" -out "$dir/cert.pem" 2>/dev/null
: >"$dir/gds.conf"
src/ops/nginx-render nginx "$dir/nginx" "$dir/gds.conf" "$dir" "$tls"
{
  grep -v -e '^daemon' -e '^  include .*/http.conf' -e '^  server {' -e '^    ' -e '^  }' \
    "$dir/nginx/nginx.conf" | sed '$d'
  echo 'ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;'   # as Debian's has it
  sed -e "s#/etc/gigdataserv/nginx#$dir/nginx#" -e "s#/etc/ssl/shop.example.com/fullchain#$dir/cert#" \
    -e "s#/etc/ssl/shop.example.com/privkey#$dir/key#" -e '/ssl_stapling/d' -e '/listen \[::\]/d' \
    -e "s/listen 443/listen 127.0.0.1:$tls/; s/listen 80 /listen 127.0.0.1:$plain /" nginx/tls.conf.example
  echo '}'
} >"$dir/nginx/tls.conf"
/usr/sbin/nginx -q -e "$dir/log/start.log" -p "$dir/nginx/" -c "$dir/nginx/tls.conf"
# What curl says of it, or "refused".
asks() {
  curl -sS -m 5 -o /dev/null -w '%{http_code} %{ssl_verify_result} %{redirect_url}' --cacert "$dir/cert.pem" \
    --connect-to "shop.example.com:443:127.0.0.1:$tls" --connect-to "other.example:443:127.0.0.1:$tls" "$@" 2>/dev/null || echo refused
}
at=https://shop.example.com
says "plain HTTP leads to TLS" "301 0 $at/cart?a=1" "$(asks "http://127.0.0.1:$plain/cart?a=1")"
says "TLS 1.3 is answered" "200 0 " "$(asks --tlsv1.3 $at/)"
says "TLS 1.2 is answered" "200 0 " "$(asks --tls-max 1.2 $at/)"
says "TLS 1.1 is not" "*refused" "$(asks --tlsv1.0 --tls-max 1.1 --ciphers DEFAULT@SECLEVEL=0 $at/)"
for weak in AES128-GCM-SHA256 AES256-SHA ECDHE-RSA-AES128-SHA ECDHE-RSA-AES128-SHA256 DHE-RSA-AES128-GCM-SHA256; do
  says "$weak is not" "*refused" "$(asks --tls-max 1.2 --ciphers "$weak@SECLEVEL=0" $at/)"
done
says "another name gets no answer" "*refused" "$(asks https://other.example/)"
for path in / /none /cart; do
  said=$(curl -s -m 5 -o /dev/null -D - --cacert "$dir/cert.pem" --connect-to "shop.example.com:443:127.0.0.1:$tls" "$at$path" | tr -d '\r')
  says "$path says to stay with TLS, under every name below" "*strict-transport-security: max-age=31536000; includesubdomains*" "${said,,}"
done
echo "1..$n"
