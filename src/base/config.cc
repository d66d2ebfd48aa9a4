#include "base/config.h"

#include <unistd.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <fstream>
#include <map>
#include <sstream>

#include "base/args.h"
#include "base/config_kinds.h"
#include "base/seal.h"
#include "base/text.h"

namespace base {
namespace {

namespace po = boost::program_options;

// A value as it was found. `where` names its place for whoever has to mend it.
struct Found {
  std::string value;
  std::string where;
};
using Layer = std::map<std::string, Found>;

std::string environment_name(std::string_view key) {
  std::string name = "GDS_";
  for (const char c : key)
    name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

std::string file_form(const ConfigKey& key) {
  return std::string{key.name} + "_file";
}

bool is_known(const std::string& name) {
  const auto& table = config_key_table();
  return std::any_of(table.begin(), table.end(), [&](const ConfigKey& key) {
    return name == key.name || (key.secret && name == file_form(key));
  });
}

std::string read_whole(const std::string& path, const std::string& asked_by) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw ConfigError{asked_by + ": cannot read " + path};
  return text.str();
}

// Program_options forgets line numbers and takes # for a comment anywhere, so that the password
// a#b becomes a. Both are mended by looking at the lines beside it.
std::map<std::string, int> lines_of_keys(const std::string& path, const std::string& text) {
  std::map<std::string, int> lines;
  std::istringstream in{text};
  std::string line;
  std::string section;
  for (int n = 1; std::getline(in, line); ++n) {
    const auto content = trimmed(line);
    if (content.empty() || content.front() == '#') continue;
    const auto where = path + ':' + std::to_string(n);
    if (content.front() == '[') {
      section = std::string{content.substr(1, content.find(']') - 1)} + '.';
      continue;
    }
    const auto equals = content.find('=');
    if (equals == std::string_view::npos) throw ConfigError{where + ": no = in this line"};
    const auto hash = content.find('#');
    if (hash != std::string_view::npos && content[hash - 1] != ' ' && content[hash - 1] != '\t')
      throw ConfigError{where + ": # starts a comment; such a value goes into a _file or GDS_*"};
    const auto key = section + std::string{trimmed(content.substr(0, equals))};
    if (!is_known(key)) throw ConfigError{where + ": unknown key " + key};
    if (!lines.emplace(key, n).second) throw ConfigError{where + ": " + key + " is set twice"};
  }
  return lines;
}

Layer from_file(const std::string& path) {
  Layer layer;
  if (path.empty()) return layer;
  const auto text = read_whole(path, "configuration");
  const auto lines = lines_of_keys(path, text);
  std::istringstream in{text};
  const po::options_description none;
  try {
    for (const auto& option : po::parse_config_file(in, none, true).options)
      layer[option.string_key] = {
          option.value.empty() ? "" : option.value.front(),
          path + ':' + std::to_string(lines.at(option.string_key)) + ": " + option.string_key};
  } catch (const po::error& e) {
    throw ConfigError{path + ": " + e.what()};
  }
  return layer;
}

Layer from_environment(const std::vector<std::string>& environment) {
  std::map<std::string, std::string> names;
  for (const auto& key : config_key_table()) {
    names[environment_name(key.name)] = key.name;
    if (key.secret) names[environment_name(file_form(key))] = file_form(key);
  }
  Layer layer;
  for (const auto& entry : environment) {
    if (!entry.starts_with("GDS_")) continue;
    const auto equals = entry.find('=');
    const auto name = entry.substr(0, equals);
    // Not settings: where the file is, what to trace, and what tests tell one another.
    if (name == "GDS_CONF" || name == "GDS_TRACE" || name.starts_with("GDS_TEST_")) continue;
    const auto known = names.find(name);
    if (known == names.end()) throw ConfigError{"environment: unknown variable " + name};
    layer[known->second] = {equals == std::string::npos ? "" : entry.substr(equals + 1), name};
  }
  return layer;
}

Layer from_arguments(const std::vector<std::string>& arguments) {
  Layer layer;
  for (const auto& argument : arguments) {
    const auto equals = argument.find('=');
    if (!argument.starts_with("--") || equals == std::string::npos)
      throw ConfigError{"command line: what is " + argument + "?"};
    const auto name = argument.substr(2, equals - 2);
    if (!is_known(name)) throw ConfigError{"command line: unknown key " + name};
    layer[name] = {argument.substr(equals + 1), "--" + name};
  }
  for (const auto& key : config_key_table())
    if (key.secret && layer.contains(key.name))
      throw ConfigError{std::string{"--"} + key.name +
                        ": a secret on the command line is seen by everyone on the machine"};
  return layer;
}

// The value of one key in one layer; a secret may stand in a file of its own.
const Found* find_in(Layer& layer, const ConfigKey& key) {
  const auto plain = layer.find(key.name);
  if (!key.secret) return plain == layer.end() ? nullptr : &plain->second;
  const auto named = layer.find(file_form(key));
  if (named == layer.end()) return plain == layer.end() ? nullptr : &plain->second;
  if (plain != layer.end())
    throw ConfigError{plain->second.where + " and " + named->second.where + " are both set"};
  const auto text = read_whole(named->second.value, named->second.where);
  layer[key.name] = {std::string{trimmed(text)}, named->second.where};
  layer.erase(file_form(key));
  return &layer.at(key.name);
}

void check_whole(const Config& config) {
  if (config.pg.dsn.empty()) throw ConfigError{"pg.dsn (GDS_PG_DSN) is not set"};
  if (config.site.url.empty()) throw ConfigError{"site.url (GDS_SITE_URL) is empty"};
  try {
    const SealKeys keys{config.identity.seal_keys};
  } catch (const Error& e) {
    throw ConfigError{e.what()};
  }
  if (config.hold.max_minutes < config.hold.minutes)
    throw ConfigError{"hold.max_minutes is less than hold.minutes"};
  const auto& smtp = config.smtp;
  const auto address = IpAddress::parse(smtp.host);
  const bool loopback = smtp.host == "localhost" || (address && address->is_loopback());
  if (smtp.tls == SmtpTls::None && !smtp.host.empty() && !loopback)
    throw ConfigError{"smtp.tls = none is accepted for loopback only"};
}

}  // namespace

std::string dsn_as(const Config& config, std::string_view role) {
  return config.pg.dsn + " user=" + std::string{role};
}

std::string direct_dsn_as(const Config& config, std::string_view role) {
  const auto& dsn = config.pg.direct_dsn.empty() ? config.pg.dsn : config.pg.direct_dsn;
  return dsn + " user=" + std::string{role};
}

std::vector<KeyDescription> config_keys() {
  std::vector<KeyDescription> keys;
  Config standard;
  for (const auto& key : config_key_table())
    keys.push_back(
        {key.name, environment_name(key.name), key.kind, key.show(standard), key.meaning});
  return keys;
}

Config load_config(const ConfigSources& sources) {
  std::vector<Layer> layers;  // the strongest first
  layers.push_back(from_arguments(sources.arguments));
  layers.push_back(from_environment(sources.environment));
  layers.push_back(from_file(sources.file));
  Config config;
  for (const auto& key : config_key_table()) {
    for (auto& layer : layers) {
      const auto* found = find_in(layer, key);
      if (found == nullptr) continue;
      try {
        key.read(config, found->value);
      } catch (const BadValue& reason) {
        throw ConfigError{found->where + ' ' + reason.what()};
      }
      break;
    }
  }
  check_whole(config);
  return config;
}

Config load_config(Args& args) {
  ConfigSources sources;
  for (char** entry = environ; *entry != nullptr; ++entry) sources.environment.emplace_back(*entry);
  for (const auto& entry : sources.environment)
    if (entry.starts_with("GDS_CONF=")) sources.file = entry.substr(9);
  if (const auto file = args.take_option("--config")) sources.file = *file;
  sources.arguments = args.take_settings();
  return load_config(sources);
}

}  // namespace base
