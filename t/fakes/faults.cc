#include "faults.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace fakes {
namespace {

using Answer = Fault::Answer;

struct Word {
  Answer answer;
  Fault::Executes executes;
};

// What each word of the control API means unless its other members say more.
const std::map<std::string, Word, std::less<>>& words() {
  static const std::map<std::string, Word, std::less<>> kWords{
      {"slow", {Answer::Normal, Fault::Executes::Yes}},
      {"hang", {Answer::Hang, Fault::Executes::Yes}},
      {"drop", {Answer::Drop, Fault::Executes::No}},
      {"cut", {Answer::Cut, Fault::Executes::Yes}},
      {"status", {Answer::Status, Fault::Executes::No}},
      {"html", {Answer::Html, Fault::Executes::No}},
  };
  return kWords;
}

}  // namespace

std::optional<Fault> fault_of(const Json& json) {
  constexpr std::array kMembers{"fault",     "method",       "path",    "skip",
                                "times",     "status",       "execute", "remember",
                                "before_ms", "should_retry", "hold_ms"};
  for (const auto& member : json.members()) {
    if (std::find(kMembers.begin(), kMembers.end(), member.name) == kMembers.end()) return {};
  }
  const auto word = words().find(json["fault"].text());
  if (word == words().end()) return {};
  Fault out;
  out.answer = word->second.answer;
  out.executes = word->second.executes;
  if (json.has("execute")) {
    out.executes = json["execute"].boolean() ? Fault::Executes::Yes : Fault::Executes::No;
  }
  if (json["remember"].boolean()) out.remembered = Fault::Remembered::Yes;
  out.method = json["method"].text();
  out.path = json["path"].text();
  out.skip = static_cast<int>(json["skip"].number(0));
  out.times = static_cast<int>(json["times"].number(1));
  out.status = static_cast<int>(json["status"].number(out.answer == Answer::Html ? 502 : 500));
  out.should_retry = json["should_retry"].text();
  out.before = std::chrono::milliseconds{json["before_ms"].number(0)};
  out.hold = std::chrono::milliseconds{json["hold_ms"].number(out.hold.count())};
  return out;
}

void FaultPlan::add(Fault fault) {
  const std::lock_guard lock{mutex_};
  faults_.push_back(std::move(fault));
}

std::optional<Fault> FaultPlan::take(const std::string& method, const std::string& path) {
  const std::lock_guard lock{mutex_};
  for (auto& fault : faults_) {
    const bool matches = fault.times > 0 && (fault.method.empty() || fault.method == method) &&
                         path.starts_with(fault.path);
    if (!matches) continue;
    if (fault.skip > 0) {
      --fault.skip;
      continue;
    }
    --fault.times;
    return fault;
  }
  return {};
}

int FaultPlan::left() const {
  const std::lock_guard lock{mutex_};
  return std::accumulate(faults_.begin(), faults_.end(), 0,
                         [](int sum, const Fault& fault) { return sum + fault.times; });
}

void FaultPlan::clear() {
  const std::lock_guard lock{mutex_};
  faults_.clear();
}

}  // namespace fakes
