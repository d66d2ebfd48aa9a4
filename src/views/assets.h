#pragma once
#include <string>
#include <vector>

namespace views {

// A file that pages refer to, under the name it is published by. The name holds a hash of the
// content, so that browsers may keep it for ever; sitegen writes it there, workers link to it.
struct Asset {
  std::string name;     // "site.css"
  std::string path;     // "/assets/site.1a2b3c4d5e.css"
  std::string content;  // what stands at that path
};

// Every file of <templates>/assets, by name. Throws base::Error when one cannot be read.
std::vector<Asset> read_assets(const std::string& templates);

// The path of one of them; a name that is not there is a bug.
const std::string& path_of(const std::vector<Asset>& assets, const std::string& name);

}  // namespace views
