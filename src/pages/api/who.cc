#include "base/json_writer.h"
#include "pages/api/answer.h"
#include "pages/api/api.h"

namespace pages::api {

web::Response key(Ctx& ctx) {
  const auto& key = *ctx.key;
  base::JsonWriter json;
  json.begin_object().field("id", key.id.raw()).field("name", key.name).key("scopes").begin_array();
  for (const auto& scope : key.scopes) json.value(scope);
  json.end_array()
      .field("requests_per_minute", key.per_minute)
      .field("expires_at", base::to_iso8601(key.expires_at))
      .end_object();
  return show(ctx, {json.take()});
}

}  // namespace pages::api
