#pragma once
#include <string>
#include <vector>

#include "order/edit.h"
#include "order/read.h"

// What the commands about edits and exchanges share. Private to ctl.
namespace ctl {

std::string say(order::EditWhy why);

// How much of a preview's fingerprint people type.
inline constexpr std::size_t kTyped = 10;

// What an edit would do, for people.
void print(const order::EditPreview& plan, const std::vector<order::Progress>& lines);

}  // namespace ctl
