#include "t/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <stdexcept>

namespace t {
namespace {

// Removed with all it holds when the test program ends.
struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "gds-certXXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"mkdtemp"};
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

void add_extension(X509* certificate, int id, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  auto* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate make_certificate(const std::string& host, const std::filesystem::path& folder) {
  auto* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  auto* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  auto* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_set_pubkey(certificate, key);
  const bool numeric = host.find_first_not_of("0123456789.") == std::string::npos;
  add_extension(certificate, NID_subject_alt_name, (numeric ? "IP:" : "DNS:") + host);
  add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  X509_sign(certificate, key, EVP_sha256());

  const Certificate files{folder / (host + ".crt"), folder / (host + ".key")};
  auto* out = std::fopen(files.certificate_file.c_str(), "w");
  PEM_write_X509(out, certificate);
  std::fclose(out);
  out = std::fopen(files.key_file.c_str(), "w");
  PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(out);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

}  // namespace

const Certificate& certificate_for(const std::string& host) {
  static const Folder folder;
  static std::map<std::string, Certificate> made;
  auto found = made.find(host);
  if (found == made.end()) found = made.emplace(host, make_certificate(host, folder.path)).first;
  return found->second;
}

struct Peer::Tls {
  SSL_CTX* context = nullptr;
  SSL* session = nullptr;
  ~Tls() {
    SSL_free(session);
    SSL_CTX_free(context);
  }
};

Peer::Peer(int socket) : socket_{socket} {}

Peer::~Peer() {
  tls_.reset();
  if (socket_ >= 0) close(socket_);
}

bool Peer::fill() {
  char bytes[4096];
  const auto got = tls_ != nullptr ? SSL_read(tls_->session, bytes, sizeof bytes)
                                   : static_cast<int>(recv(socket_, bytes, sizeof bytes, 0));
  if (got > 0) buffer_.append(bytes, static_cast<std::size_t>(got));
  return got > 0;
}

std::string Peer::read_to(std::string_view end) {
  auto at = buffer_.find(end);
  while (at == std::string::npos && fill()) at = buffer_.find(end);
  return read_exactly(at == std::string::npos ? buffer_.size() : at + end.size());
}

std::string Peer::read_exactly(std::size_t count) {
  while (buffer_.size() < count && fill()) continue;
  auto out = buffer_.substr(0, count);
  buffer_.erase(0, count);
  return out;
}

std::string Peer::read_request() {
  auto head = read_to("\r\n\r\n");
  constexpr std::string_view kLength = "Content-Length: ";
  const auto at = head.find(kLength);
  if (at == std::string::npos) return head;
  return head + read_exactly(std::stoul(head.substr(at + kLength.size())));
}

bool Peer::write(std::string_view bytes) {
  if (tls_ != nullptr) {
    return SSL_write(tls_->session, bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  while (!bytes.empty()) {
    const auto sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Peer::wait_until_gone() {
  while (fill()) buffer_.clear();
}

void Peer::reset() {
  const linger now{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close(socket_);
  socket_ = -1;
}

bool Peer::start_tls(const Certificate& certificate) {
  buffer_.clear();
  tls_ = std::make_unique<Tls>();
  tls_->context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate_file(tls_->context, certificate.certificate_file.c_str(),
                               SSL_FILETYPE_PEM);
  SSL_CTX_use_PrivateKey_file(tls_->context, certificate.key_file.c_str(), SSL_FILETYPE_PEM);
  tls_->session = SSL_new(tls_->context);
  SSL_set_fd(tls_->session, socket_);
  return SSL_accept(tls_->session) == 1;
}

LoopbackServer::LoopbackServer(std::function<void(Peer&)> serve) : serve_{std::move(serve)} {
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  if (bind(listening_, raw, size) != 0 || listen(listening_, 16) != 0 ||
      getsockname(listening_, raw, &size) != 0) {
    throw std::runtime_error{"no loopback port"};
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] {
    for (int client = -1; (client = accept(listening_, nullptr, nullptr)) >= 0;) {
      Peer peer{client};
      if (stopping_) return;
      ++connections_;
      serve_(peer);
    }
  }};
}

LoopbackServer::~LoopbackServer() {
  stopping_ = true;
  shutdown(listening_, SHUT_RDWR);
  thread_.join();
  close(listening_);
}

std::string LoopbackServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string{path};
}

std::string http_answer(int status, std::string_view body, std::string_view more_headers) {
  return "HTTP/1.1 " + std::to_string(status) +
         " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string{more_headers} + "\r\n" + std::string{body};
}

}  // namespace t
