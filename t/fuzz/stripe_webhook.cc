#include <span>

#include "stripe/objects.h"
#include "stripe/signature.h"
#include "t/fuzz/fuzz.h"

namespace {

// A file is the signature header, a line end, and the body. Only the bytes that were signed verify,
// and what verifies is an event or refused.
void target(const std::string& bytes) {
  const base::Secret secret{"whsec_test_vector_0123456789abcdef"};
  const auto now = base::from_unix_seconds(1700000000);
  const auto end = std::min(bytes.find('\n'), bytes.size());
  const auto header = bytes.substr(0, end);
  const auto body = bytes.substr(std::min(end + 1, bytes.size()));
  if (stripe::verify(header, body, std::span{&secret, 1}, now)) {
    const auto signature = stripe::signature_header(body, secret, now);
    const auto hex = signature.substr(signature.find("v1="));
    fuzz::require(header.find(hex) != std::string::npos, "only our signature verifies");
  }
  try {
    const auto event = stripe::read_event(base::Json::parse(body));
    if (event.type.starts_with("checkout.session.")) stripe::read_session(event.object);
  } catch (const base::JsonError&) {
    return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("stripe-webhook", argc, argv, target);
}
