#include "views/key_view.h"

#include <array>

#include "views/fields.h"

namespace views {
namespace {

constexpr std::array kKeyFields{
    TextField{"name", "What it is for", "text", "off", "The program that holds it.", 100, true},
    TextField{"days", "Days until it expires", "number", "off", "1 to 366.", 3, true},
    TextField{"per_minute", "Requests a minute", "number", "off", "1 to 6000.", 4, true}};

bool lives(const identity::KeyRow& key, base::Instant now) {
  return !key.ended_at && key.expires_at > now;
}

std::string state_of(const identity::KeyRow& key, base::Instant now) {
  if (key.ended_at) return "ended " + base::to_date_text(*key.ended_at);
  return (lives(key, now) ? "lives until " : "expired ") + base::to_date_text(key.expires_at);
}

void fill_key(render::Model& model, const identity::KeyRow& key, base::Instant now) {
  model.set("KEY_ID", key.id.raw())
      .set("KEY_NAME", key.name)
      .set("KEY_HANDLE", key.handle)
      .set("KEY_SCOPES", key.scopes)
      .set("KEY_STATE", state_of(key, now))
      .set("KEY_USED", key.last_used_at ? "Used last " + minute_text(*key.last_used_at) +
                                              ", from " + key.last_address
                                        : std::string{"Never used"})
      .show_if("KEY_LIVES", lives(key, now));
}

}  // namespace

std::string keys_page(const render::Templates& templates, const Layout& layout,
                      const KeysView& view, base::Instant now) {
  render::Model model;
  fill_desk(model, layout, "Keys of the API", view.desk);
  fill_said(model, view.notice, {});
  model.show_if("NO_KEYS", view.keys.empty()).rows("KEYS");
  for (const auto& key : view.keys) fill_key(model.row("KEYS"), key, now);
  return templates.render("admin/keys", model);
}

std::string key_page(const render::Templates& templates, const Layout& layout, const Desk& desk,
                     const identity::KeyRow& key, base::Instant now) {
  render::Model model;
  fill_desk(model, layout, key.name, desk);
  fill_key(model, key, now);
  model.set("KEY_RATE", std::to_string(key.per_minute) + " requests a minute")
      .set("KEY_MADE", minute_text(key.created_at) + ", by " + key.made_by);
  return templates.render("admin/key", model);
}

std::string key_form(const render::Templates& templates, const Layout& layout,
                     const KeyForm& form) {
  render::Model model;
  fill_desk(model, layout, "Make a key", form.desk);
  fill_panel_form(model, kKeyFields, form.typed, form.errors, {{"scopes", "What it may do"}});
  model.set("SCOPES_ERROR", form.errors.value("scopes"))
      .show_if("NO_SCOPES", form.scopes.empty())
      .rows("SCOPES");
  for (const auto& scope : form.scopes)
    model.row("SCOPES")
        .set("SCOPE_NAME", scope.name)
        .set("SCOPE_SAYS", scope.says)
        .show_if("SCOPE_CHOSEN", form.typed.find("scope_" + scope.name) != nullptr);
  return templates.render("admin/key_new", model);
}

std::string key_made(const render::Templates& templates, const Layout& layout, const Desk& desk,
                     const std::string& key) {
  render::Model model;
  fill_desk(model, layout, "The key is made", desk);
  model.set("KEY", key);
  return templates.render("admin/key_made", model);
}

}  // namespace views
