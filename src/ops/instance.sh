# What an instance of the shop consists of besides running servers: its configuration, database, demo
# goods and site. Sourced by src/ops/stack; uses its say and die, and servers.sh.

# Sets app, the folder that programs and templates are run from: the source tree, or a copy in the
# instance where the service user cannot reach that.
instance_app() {
  app=$top
  if ! (cd / && "${as[@]}" test -r "$top/sql/roles.sql" -a -x "$top/src/ops"); then
    say "copying the programs to $var/app, since the user $me cannot read $top"
    rm -rf "$var/app"
    mkdir -p "$var/app/build"
    cp -a build/bin "$var/app/build/"
    cp -a templates sitegen nginx sql cron src "$var/app/" 2>/dev/null || true
    app=$var/app
  fi
  export GDS_CONF=$var/gds.conf
}

# One of our programs as the service user; fails with a word when it is not built.
instance_call() {
  [[ -x $app/build/bin/$1 ]] || { say "$1 is not built: left out ($*)"; return 0; }
  (cd "$app" && "${as[@]}" "$app/build/bin/$@")
}

# A secret that the shop and the stand-ins share, in a file of its own.
instance_secret() {
  [[ -s $var/secrets/$1 ]] ||
    (umask 077 && printf '%s%s\n' "$2" "$(head -c 24 /dev/urandom | sha256sum | cut -c1-40)" \
      >"$var/secrets/$1")
}

# Writes gds.conf where there is none: edits are kept. The nginx files are written anew each time.
instance_configure() {
  mkdir -p "$var"/{secrets,site,media,nginx}
  chmod 0700 "$var/secrets"
  instance_secret stripe.secret_key sk_test_
  instance_secret stripe.webhook_secrets whsec_
  instance_secret turnstile.secret 0x4AAAAAAA
  instance_secret google.client_secret GOCSPX-
  [[ -s $var/secrets/identity.seal_keys ]] ||
    (umask 077 && head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$var/secrets/identity.seal_keys")
  if [[ ! -f $var/gds.conf ]]; then
    say "writing $var/gds.conf"
    cat >"$var/gds.conf" <<CONF
# The settings of this instance. It is written once and then yours; src/ops/gds.conf.sample has
# every key.
site.url = http://127.0.0.1:$PORT
site.root = $var/site
run.dir = $var/run
media.dir = $var/media
templates.dir = $app/templates
pg.dsn = host=$var/run dbname=gds
memcached.servers = $var/run/memcached.sock

# The stand-ins for outside services.
stripe.api_base = http://127.0.0.1:$((PORT + 1))/stripe/v1
stripe.checkout_origin = http://127.0.0.1:$((PORT + 1))
stripe.secret_key_file = $var/secrets/stripe.secret_key
stripe.webhook_secrets_file = $var/secrets/stripe.webhook_secrets
identity.seal_keys_file = $var/secrets/identity.seal_keys
google.issuer = http://127.0.0.1:$((PORT + 1))/google
google.client_id = demo.apps.googleusercontent.com
google.client_secret_file = $var/secrets/google.client_secret
turnstile.verify_url = http://127.0.0.1:$((PORT + 1))/turnstile/v0/siteverify
turnstile.script_url = http://127.0.0.1:$((PORT + 1))/turnstile/v0/api.js
turnstile.sitekey = 0x4AAAAAAA-of-the-demo
turnstile.secret_file = $var/secrets/turnstile.secret
cdn.purge_url = http://127.0.0.1:$((PORT + 1))/cdn/purge
indexnow.key = 0f3a5b7c9d1e2f30
indexnow.url = http://127.0.0.1:$((PORT + 1))/indexnow
smtp.host = 127.0.0.1
smtp.port = $((PORT + 2))
smtp.tls = none
smtp.from = orders@shop.example

# The demo shop.
mail.postal_address = GigDataServ, 100 Example Road, Columbus, OH 43215
staff.mail = staff@shop.example
ship.from_name = GigDataServ
ship.from_line1 = 100 Example Road
ship.from_city = Columbus
ship.from_state = OH
ship.from_postal_code = 43215
referral.referrer_cents = 2500
referral.referred_cents = 2500
pace.exempt = 127.0.0.0/8
CONF
  fi
  instance_move_ports
  src/ops/nginx-render nginx "$var/nginx" "$var/gds.conf" "$var" "$PORT"
  # Root made these: hand them to whom the servers run as, all but the data of PostgreSQL.
  if ((EUID == 0)); then
    chown -R "$me:$me" "$var"/{secrets,media,nginx,log} "$var/gds.conf"
    chown "$me:$me" "$var" "$var/site"
  fi
}

# An instance started on another port than last time: its own loopback addresses follow.
instance_move_ports() {
  local old i
  old=$(sed -nE 's#^site\.url = http://127\.0\.0\.1:([0-9]+)$#\1#p' "$var/gds.conf")
  [[ -n $old && $old != "$PORT" ]] || return 0
  say "moving from port $old to $PORT"
  for i in 0 1; do
    sed -i -E "s#= http://127\.0\.0\.1:$((old + i))(/|\$)#= http://127.0.0.1:@$((PORT + i))\1#" \
      "$var/gds.conf"
  done
  sed -i -e "s#127\.0\.0\.1:@#127.0.0.1:#" \
    -e "s#^smtp\.port = $((old + 2))\$#smtp.port = $((PORT + 2))#" "$var/gds.conf"
}

instance_database() {
  servers_sql -f sql/roles.sql
  if [[ -z $(servers_sql -c "SELECT 1 FROM pg_database WHERE datname = 'gds'") ]]; then
    say "making the database"
    servers_sql -c 'CREATE DATABASE gds OWNER gds_owner'
  fi
  say "migrating"
  instance_call gdsctl migrate
}

# Loads the demo goods into a database without any. DEMO=no leaves it empty.
instance_demo() {
  local kind images=() demo=$app/sql/seed/demo
  [[ ${DEMO:-yes} == yes ]] || return 0
  [[ -z $(psql -qAtX "host=$var/run user=postgres dbname=gds" \
    -c 'SELECT 1 FROM products LIMIT 1') ]] || return 0
  [[ ! -d $demo/images ]] || images=(--images "$demo/images")
  for kind in products bundles relations; do
    if ! instance_call gdsctl help | grep -q "^  import $kind"; then
      say "gdsctl cannot import $kind: left out"
      continue
    fi
    say "loading the demo shop: $kind"
    instance_call gdsctl import "$kind" "$demo/$kind.csv" "${images[@]}"
    images=()
  done
  say "loading the demo shop: texts"
  instance_call gdsctl content import "$app/sql/seed/content"
}

instance_site() {
  say "generating the site"
  instance_call index-search --once
  instance_call sitegen all
}

instance_fakes_command() {
  command=("$app/build/bin/gds-fakes" --port $((PORT + 1)) --smtp-port $((PORT + 2))
    --state "$var/secrets" --webhook-url "http://127.0.0.1:$PORT/webhooks/stripe")
}

# Prints the status of GET $1 on this instance, nothing when there is no answer.
instance_status_of() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$PORT"
    printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$1" "$PORT" >&3
    read -r -t 10 _ status _ <&3
    echo "$status"
  ) 2>/dev/null || true
}

# Waits until the shop answers.
instance_ready() {
  local tries seen=
  if [[ ! -x $app/build/bin/gds-web ]]; then
    say "gds-web is not built: nothing dynamic will answer"
    return 0
  fi
  for ((tries = 0; tries < 300; ++tries)); do
    seen=$(instance_status_of /readyz)
    [[ $seen != 200 ]] || return 0
    sleep 0.1
  done
  say "the shop is not ready: /readyz answers ${seen:-nothing}; the logs are in $var/log" >&2
  tail -n 5 "$var"/log/{shop,nginx}.log >&2 || true
  exit 1
}
