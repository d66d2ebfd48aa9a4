#include "net/tls.h"

#include <Poco/Net/NetSSL.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLManager.h>

namespace net {

Poco::Net::Context::Ptr tls_client(const std::string& ca_file) {
  using Poco::Net::Context;
  Poco::Net::initializeSSL();
  constexpr int kChainDepth = 9;
  Context::Ptr context =
      new Context(Context::TLS_CLIENT_USE, "", "", ca_file, Context::VERIFY_STRICT, kChainDepth,
                  ca_file.empty(), "ECDHE+AESGCM:ECDHE+CHACHA20");
  context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
  // Poco's own default asks a person on the console what to do with a bad certificate.
  const Poco::SharedPtr<Poco::Net::InvalidCertificateHandler> reject{
      new Poco::Net::RejectCertificateHandler{false}};
  Poco::Net::SSLManager::instance().initializeClient(nullptr, reject, context);
  return context;
}

}  // namespace net
