#pragma once
#include "t/histories/world.h"

// The steps of a history, by who takes them.
namespace t::histories {

namespace shopper {
void add(World& world, const Step& step);
void set_units(World& world, const Step& step);
void remove(World& world, const Step& step);
void code(World& world, const Step& step);
void card(World& world, const Step& step);
void place(World& world, const Step& step);
void wait(World& world, const Step& step);
// All the way in one step, so that histories get far beyond the checkout.
void buy(World& world, const Step& step);
}  // namespace shopper

namespace stripe_says {
void paid(World& world, const Step& step);
void paid_newest(World& world);
void paid_otherwise(World& world, const Step& step);
void ended(World& world, const Step& step);
}  // namespace stripe_says

namespace staff {
void resolve(World& world, const Step& step);
void sweep(World& world, const Step& step);
void buy(World& world, const Step& step);
void receive(World& world, const Step& step);
void adjust(World& world, const Step& step);
void transfer(World& world, const Step& step);
void count(World& world, const Step& step);
void issue_card(World& world, const Step& step);
void change_card(World& world, const Step& step);
void archive(World& world, const Step& step);
void batch(World& world, const Step& step);
void expire(World& world, const Step& step);
}  // namespace staff

// Of orders that are placed.
namespace after {
std::optional<base::OrderId> chosen_order(store::Tx& tx, const Step& step);
void pack(World& world, const Step& step);
void parcel(World& world, const Step& step);
void send_all(World& world, const Step& step);
void cancel(World& world, const Step& step);
void ask_return(World& world, const Step& step);
void go_on_return(World& world, const Step& step);
void take_back(World& world, const Step& step);
void grant(World& world, const Step& step);
void send_refund(World& world, const Step& step);
void refund_ends(World& world, const Step& step);
void edit(World& world, const Step& step);
void end_edit(World& world, const Step& step);
void exchange(World& world, const Step& step);
}  // namespace after

}  // namespace t::histories
