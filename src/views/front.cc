#include "views/front.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace views {
namespace {

// All lengths are millimetres of a 19 inch rack: 482 wide, 44 a unit.
constexpr int kUnit = 44;
constexpr int kMostUnits = 10;   // what is higher is drawn so high
constexpr int kFirstPort = 100;  // right of the ear and of the maker's name
constexpr int kPortRoom = 352;   // from there to the other ear
constexpr int kGroupGap = 12;
constexpr int kTwoRowsFrom = 12;  // a panel of so many ports has two rows
constexpr int kSmallHeight = 96;  // of the drawing of what is not for a rack

// How one kind of socket is drawn: its width, the gap to the next, its height, and after how many
// there is a wider gap, as on real panels (0: never).
struct Socket {
  std::string_view word;
  int width;
  int gap;
  int height;
  int block;
};
constexpr std::array kSockets{Socket{"RJ45", 12, 2, 11, 6}, Socket{"QSFP", 18, 3, 9, 0},
                              Socket{"SFP", 13, 2, 9, 0}};
constexpr int kBlockGap = 4;
constexpr int kRim = 2;  // of a socket around its hole

// Sockets to look after the device stand apart, below its name, and are no larger than they must.
constexpr std::array<std::string_view, 3> kAsideWords{"console", "management", "mgmt"};
constexpr Socket kAside{"", 12, 3, 9, 0};
constexpr int kMostAside = 4;

struct Group {
  const Socket* socket;
  int ports;
};
struct Panel {
  std::vector<Group> groups;
  int aside = 0;
};

// The colour that a maker's devices are known by; others have that of the plate's edge.
struct Maker {
  std::string_view name;
  std::string_view colour;
};
constexpr std::array kMakers{
    Maker{"APC", "#3dcd58"},    Maker{"Arista", "#5b8fd6"},     Maker{"Cisco", "#049fd9"},
    Maker{"Dell", "#2b90e0"},   Maker{"Extreme", "#a175d6"},    Maker{"Fortinet", "#e0392d"},
    Maker{"HPE", "#01a982"},    Maker{"IBM", "#4589ff"},        Maker{"Juniper", "#84b135"},
    Maker{"Lenovo", "#e9443c"}, Maker{"NetApp", "#3b8ee0"},     Maker{"Netgear", "#9a86d8"},
    Maker{"Palo", "#fa582d"},   Maker{"Supermicro", "#8dc63f"}, Maker{"Ubiquiti", "#3a8dff"}};
constexpr std::string_view kNoColour = "#7d8e8b";
constexpr std::size_t kLongestName = 11;  // letters that have room left of the ports

const Socket* socket_of(std::string_view text) {
  for (const auto& socket : kSockets)
    if (text.find(socket.word) != std::string_view::npos) return &socket;
  return nullptr;
}

bool is_aside(std::string_view part) {
  const auto words = base::lower_ascii(part);
  return std::any_of(kAsideWords.begin(), kAsideWords.end(),
                     [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

// "24x 1G RJ45, 4x 10G SFP+"; what is no socket (a radio) is left out.
Panel panel_of(std::string_view ports) {
  Panel panel;
  while (!ports.empty()) {
    const auto comma = std::min(ports.find(','), ports.size());
    const auto part = base::trimmed(ports.substr(0, comma));
    ports.remove_prefix(std::min(comma + 1, ports.size()));
    const auto times = part.find('x');
    if (times == std::string_view::npos) continue;
    const auto count = base::parse_integer<int>(part.substr(0, times));
    const auto* socket = socket_of(part);
    if (!count || *count < 1 || *count > 128) continue;
    if (is_aside(part)) {
      panel.aside = std::min(panel.aside + *count, kMostAside);
    } else if (socket != nullptr) {
      panel.groups.push_back({socket, *count});
    }
  }
  return panel;
}

std::string_view colour_of(std::string_view maker) {
  for (const auto& known : kMakers)
    if (maker.starts_with(known.name)) return known.colour;
  return kNoColour;
}

// As much of a maker's name as has room: whole words, or nothing.
std::string name_of(std::string maker) {
  while (maker.size() > kLongestName) {
    const auto blank = maker.rfind(' ');
    if (blank == std::string::npos) return {};
    maker.resize(blank);
  }
  return maker;
}

int length_of(const Socket& socket, int columns) {
  const int blocks = socket.block == 0 ? 0 : (columns - 1) / socket.block;
  return columns * (socket.width + socket.gap) - socket.gap + blocks * kBlockGap;
}

// One row of sockets is one dashed line: a path of forty characters instead of 24 rectangles. Their
// holes are the same line, thinner, with dashes shorter by both rims.
std::string dashes_of(const Socket& socket, int rim) {
  const auto dash = std::to_string(socket.width - 2 * rim) + ' ';
  std::string dashes;
  for (int i = 1; i < socket.block; ++i)
    dashes += dash + std::to_string(socket.gap + 2 * rim) + ' ';
  const int last_gap = socket.gap + (socket.block == 0 ? 0 : kBlockGap) + 2 * rim;
  return dashes + dash + std::to_string(last_gap);
}

std::string line(int x, int y, int length) {
  return 'M' + std::to_string(x) + ' ' + std::to_string(y) + 'h' + std::to_string(length);
}

// Hundredths as SVG reads them: 100 is "1.00".
std::string factor_text(int hundredths) {
  const auto rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + '.' + (rest.size() == 1 ? '0' + rest : rest);
}

void fill_ports(render::Model& model, const std::vector<Group>& groups, int top) {
  int in_all = 0;
  for (const auto& group : groups) in_all += group.ports;
  const int rows = in_all >= kTwoRowsFrom ? 2 : 1;

  model.rows("FRONT_PORTS");
  int x = 0;
  for (const auto& group : groups) {
    const int columns = (group.ports + rows - 1) / rows;
    const int below = group.ports - columns;
    auto path = line(x, top + (rows == 1 ? 22 : 15), length_of(*group.socket, columns));
    if (below > 0) path += line(x, top + 30, length_of(*group.socket, below));
    model.row("FRONT_PORTS")
        .set("PORT_PATH", path)
        .set("PORT_DASHES", dashes_of(*group.socket, 0))
        .set("PORT_HEIGHT", group.socket->height)
        .set("HOLE_DASHES", dashes_of(*group.socket, kRim))
        .set("HOLE_HEIGHT", group.socket->height - 2 * kRim);
    x += length_of(*group.socket, columns) + kGroupGap;
  }
  // A panel too full for sockets of this size is drawn with narrower ones.
  const int width = x - kGroupGap;
  model.set("FRONT_SCALE", factor_text(width <= kPortRoom ? 100 : kPortRoom * 100 / width))
      .set("FRONT_X", kFirstPort);
}

int units_of(const catalog::Front& front) {
  if (!front.u_height_milli || *front.u_height_milli < 1) return 0;
  return std::min((*front.u_height_milli + 999) / 1000, kMostUnits);
}

// Screws of the ears and the slots of a grille, a rack unit at a time.
void fill_rack(render::Model& model, int units) {
  std::string screws;
  std::string grille;
  for (int top = 0; top < units * kUnit; top += kUnit) {
    for (const int x : {6, 470}) screws += line(x, top + 11, 6) + line(x, top + 33, 6);
    for (int y = top + 8; y < top + kUnit; y += 7) grille += line(34, y, 414);
  }
  model.set("FRONT_SCREWS", screws).set("FRONT_GRILLE_PATH", grille);
}

}  // namespace

void fill_front(render::Model& model, const catalog::Front& front) {
  const std::string_view category = front.category;
  const int units = units_of(front);
  const bool rack = units > 0;
  const bool optic = !rack && category.starts_with("optics/transceivers");
  const bool cable = !rack && category.starts_with("optics/cables");
  const bool radio = !rack && category.starts_with("wireless");
  const bool card = category.starts_with("gift-cards");
  // What a server or an array has at its back is not drawn on its front.
  const bool ports_in_front =
      rack && !category.starts_with("servers") && !category.starts_with("storage");
  const auto panel = ports_in_front ? panel_of(front.ports) : Panel{};
  const auto& groups = panel.groups;
  const auto name = name_of(front.brand);

  const int height = rack ? units * kUnit : kSmallHeight;
  model.set("FRONT_HEIGHT", height)
      .set("FRONT_INNER_HEIGHT", height - 2)
      .show_if("FRONT_RACK", rack)
      .show_if("FRONT_OPTIC", optic)
      .show_if("FRONT_CABLE", cable)
      .show_if("FRONT_RADIO", radio)
      .show_if("FRONT_CARD", card)
      .show_if("FRONT_PART", !rack && !optic && !cable && !radio && !card)
      .show_if("FRONT_WITH_PORTS", !groups.empty())
      .show_if("FRONT_GRILLE", rack && groups.empty());
  // On a grille the name stands on a badge of its own, in the middle as on real bezels.
  const int badge = static_cast<int>(name.size()) * 8 + 24;
  model.show_if("FRONT_NAMED", rack && !groups.empty())
      .set("FRONT_MAKER", name)
      .set("FRONT_COLOUR", colour_of(front.brand))
      .show_if("FRONT_BADGE", rack && groups.empty() && !name.empty())
      .set("BADGE_X", (482 - badge) / 2)
      .set("BADGE_Y", height / 2 - 9)
      .set("BADGE_WIDTH", badge)
      .set("BADGE_TEXT_Y", height / 2 + 4)
      .show_if("FRONT_ASIDE", panel.aside > 0)
      .set("ASIDE_PATH", line(30, height - 14, std::max(0, length_of(kAside, panel.aside))))
      .set("ASIDE_DASHES", dashes_of(kAside, 0))
      .set("ASIDE_HEIGHT", kAside.height);
  fill_ports(model, groups, height - kUnit);
  fill_rack(model, units);
}

std::string front_facts(const catalog::Front& front) {
  std::string facts = front.ports;
  if (const int units = units_of(front); units > 0)
    facts += (facts.empty() ? "" : ", ") + std::to_string(units) + "U";
  return facts;
}

}  // namespace views
