#include "ctl/api_keys.h"

#include <iostream>

#include "base/instant.h"
#include "base/text.h"
#include "ctl/staff.h"
#include "identity/keys.h"

namespace ctl {
namespace {

constexpr int kDays = 365;
constexpr int kPerMinute = 300;

int number_or(base::Args& args, const char* option, int otherwise, int most) {
  const auto text = args.take_option(option);
  const auto number = text ? base::parse_integer<int>(*text) : std::optional{otherwise};
  if (!number || *number < 1 || *number > most)
    throw base::UsageError{std::string{option} + " is 1 to " + std::to_string(most)};
  return *number;
}

int say_no(store::Tx& tx, identity::KeyRefusal why) {
  std::string scopes;
  for (const auto& scope : identity::scopes_of_keys(tx)) scopes += ' ' + scope;
  switch (why) {
    case identity::KeyRefusal::NoScope:
      return refused("say what the key may do, by --scope one or more times:" + scopes);
    case identity::KeyRefusal::NoSuchScope:
      return refused("a key has some of these scopes:" + scopes);
    case identity::KeyRefusal::NotHeld:
      return refused("only who may do all of it may make the key");
  }
  return 1;
}

}  // namespace

// gdsctl api-keys add NAME --scope SCOPE... [--days N] [--per-minute N]
int api_keys_add(Call& call) {
  identity::KeyWish wish{take_word(call, "what the key is for"), take_all(call.args, "--scope"),
                         number_or(call.args, "--per-minute", kPerMinute, 6000),
                         number_or(call.args, "--days", kDays, 366)};
  call.args.done();
  if (wish.name.size() > 100) throw base::UsageError{"a name has 100 characters at most"};
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact("api_keys_add", [&](store::Tx& tx) {
    const auto made = identity::make_key(tx, wish, {actor()}, now);
    if (!made) return say_no(tx, made.why());
    std::cout << made->text.reveal() << '\n';
    std::cerr << "gdsctl: this is key " << made->id << "; it is not shown again\n";
    return 0;
  });
}

// gdsctl api-keys list
int api_keys_list(Call& call) {
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  for (const auto& key :
       db.at_once("api_keys_list", [](store::Tx& tx) { return identity::keys(tx); })) {
    const auto* state = key.ended_at ? "ended" : key.expires_at <= now ? "expired" : "living";
    std::cout << key.id << '\t' << key.name << "\tgds_" << key.handle << "_…\t" << state
              << " until " << base::to_iso8601(key.ended_at.value_or(key.expires_at)) << '\t'
              << key.per_minute << " a minute\t" << key.scopes << "\tmade by " << key.made_by
              << '\t'
              << (key.last_used_at ? "last used " + base::to_iso8601(*key.last_used_at) + " from " +
                                         key.last_address
                                   : "never used")
              << '\n';
  }
  return 0;
}

// gdsctl api-keys end ID
int api_keys_end(Call& call) {
  const auto word = take_word(call, "which key, by its number");
  call.args.done();
  const auto id = base::parse_integer<std::int64_t>(word);
  auto db = database(call);
  const auto now = base::clock_now();
  const bool ended = id && db.transact("api_keys_end", [&](store::Tx& tx) {
    return identity::end_key(tx, identity::ApiKeyId{*id}, actor(), now);
  });
  if (!ended) return refused("there is no living key " + word);
  std::cout << "key " << *id << " opens nothing any more\n";
  return 0;
}

}  // namespace ctl
