#!/bin/bash
# nginx takes the configuration, for an instance without and with exempt and trusted networks, and
# as the site of a machine of its own.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
mkdir -p build
dir=$(mktemp -d "$PWD/build/nginx.XXXX")
trap 'rm -rf "$dir"' EXIT
unset "${!GDS_@}" 2>/dev/null || true
mkdir -p "$dir/log" "$dir/run" "$dir/site"
n=0
nginx_takes() {
  n=$((n + 1))
  if said=$(/usr/sbin/nginx -t -q -e "$dir/log/nginx.log" -p "$dir/nginx/" -c "$2" 2>&1) &&
    [[ -z $said ]]; then
    echo "ok $n - $1"
  else
    echo "not ok $n - $1"
    sed 's/^/# /' <<<"$said"
  fi
}

: >"$dir/gds.conf"
src/ops/nginx-render nginx "$dir/nginx" "$dir/gds.conf" "$dir" 18080
nginx_takes "a private instance" "$dir/nginx/nginx.conf"

echo 'pace.exempt = 127.0.0.0/8, 10.0.0.0/8   # the office' >"$dir/gds.conf"
echo 'proxy.trusted = 192.0.2.0/24' >>"$dir/gds.conf"
src/ops/nginx-render nginx "$dir/nginx" "$dir/gds.conf" "$dir" 18080
nginx_takes "with exempt and trusted networks" "$dir/nginx/nginx.conf"
n=$((n + 1))
if [[ $(cat "$dir/nginx/exempt.conf") == $'127.0.0.0/8 1;\n10.0.0.0/8 1;' ]] &&
  [[ $(cat "$dir/nginx/trusted.conf") == 'set_real_ip_from 192.0.2.0/24;' ]]; then
  echo "ok $n - the networks of gds.conf count in nginx"
else
  echo "not ok $n - the networks of gds.conf count in nginx"
fi

# A machine of its own: nginx.conf is Debian's, with our site in it.
# Its certificate comes from an authority with a responder, so that there is something to staple.
{
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority \
    -keyout "$dir/ca-key.pem" -out "$dir/ca.pem"
  openssl req -newkey rsa:2048 -nodes -subj /CN=shop.example.com \
    -keyout "$dir/key.pem" -out "$dir/request.pem"
  openssl x509 -req -in "$dir/request.pem" -CA "$dir/ca.pem" -CAkey "$dir/ca-key.pem" -CAcreateserial \
    -days 2 -extfile <(echo 'authorityInfoAccess = OCSP;URI:http://127.0.0.1:1/') -out "$dir/leaf.pem"
} 2>/dev/null
cat "$dir/leaf.pem" "$dir/ca.pem" >"$dir/cert.pem"
{
  grep -v -e '^daemon' -e '^  include .*/http.conf' -e '^  server {' -e '^    ' -e '^  }' \
    "$dir/nginx/nginx.conf" | sed '$d'
  sed -e "s#/etc/gigdataserv/nginx#$dir/nginx#" -e "s#/etc/ssl/shop.example.com/fullchain#$dir/cert#" \
    -e "s#/etc/ssl/shop.example.com/privkey#$dir/key#" -e 's/:443/:18443/; s/listen 443/listen 18443/' \
    -e 's/:80 /:18081 /; s/listen 80 /listen 18081 /' nginx/tls.conf.example
  echo '}'
} >"$dir/nginx/tls.conf"
nginx_takes "a machine of its own, with TLS" "$dir/nginx/tls.conf"
echo "1..$n"
