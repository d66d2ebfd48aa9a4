#include <algorithm>

#include "base/crypto.h"
#include "documents/canvas.h"
#include "documents/paper.h"

namespace documents {
namespace {

constexpr float kMargin = 54;
constexpr float kRight = kPageWidth - kMargin;
constexpr float kInner = kRight - kMargin;
constexpr float kFloor = kPageHeight - 66;  // what follows goes on the next page
constexpr float kFigure = 76;               // the width of a column of figures
constexpr float kGap = 14;                  // between a title and the first figure
constexpr Ink kBody{Face::Plain, 9.5F, kBlack};
constexpr Ink kStrong{Face::Bold, 9.5F, kBlack};
constexpr Ink kSmall{Face::Plain, 8, kGrey};
constexpr Ink kLabel{Face::Bold, 7.5F, kGrey};
constexpr float kLine = 13;
constexpr float kSmallLine = 10.5F;

// Draws a paper from the top to the bottom of as many pages as it takes.
class Press {
 public:
  Press(const Paper& paper, const Imprint& imprint)
      : paper_{paper},
        imprint_{imprint},
        canvas_{paper.title + " " + imprint.number, paper.sender.name, imprint.made_at} {}

  std::string run() {
    first_page();
    if (!paper_.columns.empty()) table();
    totals();
    notes();
    feet();
    return canvas_.bytes();
  }

 private:
  // Room for what is `height` high, on this page or the next.
  void need(float height) {
    if (y_ + height > kFloor) next_page();
  }

  void wordmark(float y, float size) {
    const float mark = size * 0.72F;
    canvas_.box(kMargin, y - mark, mark, mark, kBrand);
    canvas_.box(kMargin + mark * 0.22F, y - mark * 0.72F, mark * 0.56F, mark * 0.14F, {1, 1, 1});
    canvas_.box(kMargin + mark * 0.22F, y - mark * 0.42F, mark * 0.56F, mark * 0.14F, {1, 1, 1});
    canvas_.text(kMargin + mark + size * 0.36F, y, paper_.sender.name, {Face::Bold, size, kBlack});
  }

  void next_page() {
    canvas_.add_page();
    wordmark(58, 13);
    canvas_.text(kRight, 58, paper_.title + " " + imprint_.number, kSmall, Align::Right);
    canvas_.rule(kMargin, 68, kInner, kPale);
    y_ = 92;
    if (in_table_) table_head();
  }

  void first_page() {
    canvas_.add_page();
    wordmark(74, 21);
    canvas_.text(kRight, 74, paper_.title, {Face::Bold, 21, kBrand}, Align::Right);
    float left = 92;
    for (const auto& line : paper_.sender.lines) {
      canvas_.text(kMargin, left, line, kSmall);
      left += kSmallLine;
    }
    y_ = std::max(left, facts(92)) + 10;
    canvas_.rule(kMargin, y_, kInner, kBrand);
    y_ += 22;
    blocks();
  }

  // The facts at the right, from `y` down; answers where they end.
  float facts(float y) {
    std::vector<Fact> all{{"Number", imprint_.number}};
    if (imprint_.revision > 1) all.push_back({"Revision", std::to_string(imprint_.revision)});
    all.push_back({"Date", base::to_date_text(imprint_.made_at)});
    all.insert(all.end(), paper_.facts.begin(), paper_.facts.end());
    for (const auto& fact : all) {
      canvas_.text(kRight - 120, y, fact.name, kSmall, Align::Right);
      auto ink = kStrong;
      const auto lines = canvas_.wrapped(fact.value, ink, 110);
      for (const auto& line : lines) {
        canvas_.text(kRight - 110, y, line, ink);
        y += kLine;
      }
    }
    return y;
  }

  void blocks() {
    if (paper_.blocks.empty()) return;
    const float width = kInner / static_cast<float>(std::max<std::size_t>(paper_.blocks.size(), 2));
    float lowest = y_;
    float x = kMargin;
    for (const auto& block : paper_.blocks) {
      float y = y_;
      canvas_.text(x, y, block.title, kLabel);
      y += kLine + 1;
      for (const auto& line : block.lines)
        for (const auto& part : canvas_.wrapped(line, kBody, width - kGap)) {
          canvas_.text(x, y, part, kBody);
          y += kLine;
        }
      lowest = std::max(lowest, y);
      x += width;
    }
    y_ = lowest + 14;
  }

  float title_width() const {
    return kInner - kFigure * static_cast<float>(paper_.columns.size()) - kGap - 8;
  }

  void table_head() {
    canvas_.box(kMargin, y_ - 12, kInner, 19, kPale);
    canvas_.text(kMargin + 8, y_, "Item", kLabel);
    float x = kRight - 8;
    for (auto column = paper_.columns.rbegin(); column != paper_.columns.rend(); ++column) {
      canvas_.text(x, y_, *column, kLabel, Align::Right);
      x -= kFigure;
    }
    y_ += 24;
  }

  void table() {
    need(80);
    in_table_ = true;
    table_head();
    for (const auto& item : paper_.items) row(item);
    in_table_ = false;
  }

  // A row begins on the page where its title fits; many details go on over the next.
  void row(const Item& item) {
    const auto titles = canvas_.wrapped(item.title, kStrong, title_width());
    const auto height = kLine * static_cast<float>(titles.size());
    need(height + kSmallLine * static_cast<float>(std::min<std::size_t>(item.details.size(), 2)));
    float x = kRight - 8;
    for (auto figure = item.figures.rbegin(); figure != item.figures.rend(); ++figure) {
      canvas_.text(x, y_, *figure, kBody, Align::Right);
      x -= kFigure;
    }
    for (const auto& line : titles) {
      canvas_.text(kMargin + 8, y_, line, kStrong);
      y_ += kLine;
    }
    for (const auto& detail : item.details)
      for (const auto& line : canvas_.wrapped(detail, kSmall, title_width())) {
        need(kSmallLine);
        canvas_.text(kMargin + 8, y_ - 1, line, kSmall);
        y_ += kSmallLine;
      }
    canvas_.rule(kMargin, y_ - 5, kInner, kPale);
    y_ += 9;
  }

  // The sums stay together where they can.
  void totals() {
    if (paper_.totals.empty()) return;
    const float left = kRight - 260;
    const auto all = static_cast<float>(paper_.totals.size()) * (kLine + 5);
    if (all < 400) need(all + 8);
    y_ += 4;
    for (const auto& total : paper_.totals) {
      const bool strong = total.weight == Total::Weight::Strong;
      const auto ink = strong ? kStrong : kBody;
      const auto names = canvas_.wrapped(total.name, ink, 170);
      need(kLine * static_cast<float>(names.size()));
      if (strong) {
        canvas_.rule(left, y_ - 11, 260, kGrey);
        y_ += 2;
      }
      canvas_.text(kRight - 8, y_, total.amount, ink, Align::Right);
      for (const auto& name : names) {
        canvas_.text(left, y_, name, ink);
        y_ += kLine;
      }
      y_ += strong ? 5 : 2;
    }
  }

  void notes() {
    y_ += 16;
    for (const auto& note : paper_.notes) {
      for (const auto& line : canvas_.wrapped(note, kSmall, kInner)) {
        need(kSmallLine);
        canvas_.text(kMargin, y_, line, kSmall);
        y_ += kSmallLine + 1;
      }
      y_ += 4;
    }
  }

  void feet() {
    const auto pages = canvas_.pages();
    for (std::size_t page = 0; page < pages; ++page) {
      canvas_.turn_to(page);
      canvas_.rule(kMargin, kPageHeight - 50, kInner, kPale);
      canvas_.text(kMargin, kPageHeight - 36, paper_.sender.url, kSmall);
      canvas_.text(kRight, kPageHeight - 36,
                   "Page " + std::to_string(page + 1) + " of " + std::to_string(pages), kSmall,
                   Align::Right);
    }
  }

  const Paper& paper_;
  const Imprint& imprint_;
  Canvas canvas_;
  float y_ = 0;
  bool in_table_ = false;
};

// Each text with its length before it, so that no two papers run together.
void put(std::string& out, const std::string& text) {
  out += std::to_string(text.size()) + ':' + text;
}
void put(std::string& out, const std::vector<std::string>& texts) {
  out += std::to_string(texts.size()) + '[';
  for (const auto& text : texts) put(out, text);
}

}  // namespace

std::string print(const Paper& paper, const Imprint& imprint) {
  return Press{paper, imprint}.run();
}

std::string digest(const Paper& paper) {
  std::string all;
  put(all, {paper.title, paper.sender.name, paper.sender.url});
  put(all, paper.sender.lines);
  for (const auto& fact : paper.facts) put(all, {fact.name, fact.value});
  for (const auto& block : paper.blocks) {
    put(all, block.title);
    put(all, block.lines);
  }
  put(all, paper.columns);
  for (const auto& item : paper.items) {
    put(all, item.title);
    put(all, item.details);
    put(all, item.figures);
  }
  for (const auto& total : paper.totals) put(all, {total.name, total.amount});
  put(all, paper.notes);
  return base::sha256_hex(all);
}

}  // namespace documents
