#include "render/model.h"

#include <algorithm>
#include <cstring>
#include <memory_resource>
#include <new>

namespace render {

// Rows, entries and values of one model. Nothing in it is freed one by one.
class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    auto* place = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
  }
  Model* make_row() { return new (memory_.allocate(sizeof(Model), alignof(Model))) Model{*this}; }
  Model::Entry* make_entries(std::size_t count) {
    auto* entries = static_cast<Model::Entry*>(
        memory_.allocate(count * sizeof(Model::Entry), alignof(Model::Entry)));
    std::uninitialized_default_construct_n(entries, count);
    return entries;
  }

 private:
  // Holds a usual page without a second allocation, and is small beside a worker.
  static constexpr std::size_t kFirstBlock = std::size_t{8} * 1024;
  std::pmr::monotonic_buffer_resource memory_{kFirstBlock};
};

Model::Model() : owned_{std::make_unique<Arena>()}, arena_{owned_.get()} {}
Model::Model(Arena& arena) : arena_{&arena} {}
Model::~Model() = default;

const Model::Entry* Model::find(std::string_view name) const {
  // A model has a dozen names: looking through them beats any map.
  for (std::size_t i = 0; i < size_; ++i)
    if (entries_[i].name == name) return &entries_[i];
  return nullptr;
}

Model::Entry& Model::entry(Name name, Kind kind) {
  for (std::size_t i = 0; i < size_; ++i) {
    if (entries_[i].name != name.text()) continue;
    entries_[i].kind = kind;
    return entries_[i];
  }
  if (size_ == room_) {
    const auto room = std::max<std::size_t>(8, room_ * 2);
    auto* larger = arena_->make_entries(room);
    std::copy_n(entries_, size_, larger);
    entries_ = larger;
    room_ = room;
  }
  auto& fresh = entries_[size_++];
  fresh.name = name.text();
  fresh.kind = kind;
  return fresh;
}

Model& Model::set(Name name, std::string_view value) {
  entry(name, Kind::Text).text = arena_->keep(value);
  return *this;
}

Model& Model::html(Name name, const Html& value) {
  entry(name, Kind::Html).text = arena_->keep(value.text());
  return *this;
}

Model& Model::json(Name name, std::string_view finished) {
  entry(name, Kind::Json).text = arena_->keep(finished);
  return *this;
}

Model& Model::row(Name name) {
  auto& list = entry(name, Kind::Rows);
  auto* fresh = arena_->make_row();
  if (list.last == nullptr)
    list.first = fresh;
  else
    list.last->next_ = fresh;
  list.last = fresh;
  return *fresh;
}

Model& Model::rows(Name name) {
  entry(name, Kind::Rows);
  return *this;
}

Model& Model::show_if(Name name, bool visible) {
  entry(name, visible ? Kind::Shown : Kind::Hidden);
  return *this;
}

}  // namespace render
