#pragma once
#include <string>

#include "catalog/pages.h"
#include "render/model.h"

namespace views {

// A drawing of a device's front, made of facts alone (its height, its ports, its kind), for places
// where there is no photo. Fills shop/front. What is not known is not drawn: a server's bays are
// not guessed.
void fill_front(render::Model& model, const catalog::Front& front);

// What the drawing is made of, for its caption: "24x 1G RJ45, 1U". May be "".
std::string front_facts(const catalog::Front& front);

}  // namespace views
