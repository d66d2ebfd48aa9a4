// The limit beside the rows of dynamic pages: libfcgi and libpq alone, sending the shop's own SQL
// with the same parameters in as many round trips, and an answer of the same size.
//
//   bare --socket PATH --dsn CONNINFO --workers 8 --work hello|page|add --bytes N
//   bare --script VARIANT CENTS     the statements of an addition as a pgbench script
#include <fcgiapp.h>
#include <libpq-fe.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "base/instant.h"
#include "cart/cart.h"
#include "t/bench/script.h"

namespace {

using Options = std::map<std::string, std::string>;
using bench::filled;
using bench::statement;
using bench::Values;

constexpr const char* kAddition[] = {"cart.create", "cart.put_line", "cart.demand",
                                     "inventory.own_holds", "inventory.take"};

// One connection with its statements prepared.
class Bare {
 public:
  explicit Bare(const std::string& dsn) : connection_{PQconnectdb(dsn.c_str())} {
    BASE_CHECK(PQstatus(connection_) == CONNECTION_OK);
    prepare("cart.view");
    for (const auto* name : kAddition) prepare(name);
  }
  store::Rows ask(const char* name, const Values& values) {
    const auto pointers = pointers_of(values);
    return checked(PQexecPrepared(connection_, name, static_cast<int>(pointers.size()),
                                  pointers.data(), nullptr, nullptr, 0));
  }
  // BEGIN travels with the first statement, as it does in the shop.
  store::Rows begin(const char* name, const Values& values) {
    const auto pointers = pointers_of(values);
    PQenterPipelineMode(connection_);
    PQsendQueryParams(connection_, "BEGIN", 0, nullptr, nullptr, nullptr, nullptr, 0);
    PQsendQueryPrepared(connection_, name, static_cast<int>(pointers.size()), pointers.data(),
                        nullptr, nullptr, 0);
    PQpipelineSync(connection_);
    store::Rows answer;
    for (int i = 0; i < 2; ++i) {
      answer = checked(PQgetResult(connection_));
      const store::Rows end{PQgetResult(connection_)};
    }
    const store::Rows sync{PQgetResult(connection_)};
    PQexitPipelineMode(connection_);
    return answer;
  }
  void commit() { checked(PQexec(connection_, "COMMIT")); }

 private:
  void prepare(const std::string& name) {
    const auto& s = statement(name);
    checked(PQprepare(connection_, s.name, s.sql, static_cast<int>(s.param_oids.size()),
                      s.param_oids.data()));
  }
  static std::vector<const char*> pointers_of(const Values& values) {
    std::vector<const char*> pointers;
    for (const auto& v : values) pointers.push_back(v == "NULL" ? nullptr : v.c_str());
    return pointers;
  }
  store::Rows checked(PGresult* result) {
    store::Rows rows{result};
    const auto status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw base::Error{PQerrorMessage(connection_)};
    return rows;
  }

  PGconn* connection_;
};

std::string answer_page(Bare& bare, const char* cookie, std::size_t bytes) {
  const std::string token = cookie == nullptr ? "" : std::string{cookie}.substr(5);
  const auto rows =
      bare.ask("cart.view", {base::sha256_hex(token), base::to_iso8601(base::clock_now()), "{}"});
  std::string body;
  for (int row = 0; row < PQntuples(rows.get()); ++row)
    for (int column = 0; column < PQnfields(rows.get()); ++column)
      body += PQgetvalue(rows.get(), row, column);
  BASE_CHECK(!body.empty());
  body.resize(bytes, ' ');
  return "Status: 200\r\nContent-Type: text/html\r\n\r\n" + body;
}

std::string field(const std::string& body, const std::string& name) {
  const auto at = body.find(name + "=");
  BASE_CHECK(at != std::string::npos);
  return body.substr(at + name.size() + 1, body.find('&', at) - at - name.size() - 1);
}

std::string answer_add(Bare& bare, const std::string& body) {
  const auto variant = field(body, "variant");
  const auto at = base::clock_now();
  const auto now = base::to_iso8601(at);
  const auto token = base::random_token();
  const auto cart = std::string{
      PQgetvalue(bare.begin("cart.create", {base::sha256_hex(token), "NULL", now}).get(), 0, 0)};
  bare.ask("cart.put_line", {cart, variant, "1", field(body, "price_version"), "50", "97", now});
  const auto demand = bare.ask("cart.demand", {cart, variant});
  bare.ask("inventory.own_holds", {cart});
  const auto taken =
      bare.ask("inventory.take", {cart, PQgetvalue(demand.get(), 0, 0), "1", "NULL", now,
                                  base::to_iso8601(at + std::chrono::minutes{15})});
  BASE_CHECK(PQntuples(taken.get()) == 1);
  bare.commit();
  return "Status: 303\r\nLocation: /cart\r\nSet-Cookie: cart=" + token + "\r\n\r\n";
}

[[noreturn]] void work(int listening, const Options& options, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(1);  // it ended before the line above
  FCGX_Init();
  FCGX_Request request;
  FCGX_InitRequest(&request, listening, 0);
  const auto& what = options.at("--work");
  std::optional<Bare> bare;
  if (what != "hello") bare.emplace(options.at("--dsn"));
  const auto bytes = std::stoul(options.at("--bytes"));
  while (FCGX_Accept_r(&request) == 0) {
    std::string answer;
    if (what == "hello") {
      answer = "Status: 200\r\nContent-Type: text/plain\r\n\r\n" + std::string(bytes, ' ');
    } else if (what == "page") {
      answer = answer_page(*bare, FCGX_GetParam("HTTP_COOKIE", request.envp), bytes);
    } else {
      std::string body(4096, '\0');
      body.resize(static_cast<std::size_t>(
          FCGX_GetStr(body.data(), static_cast<int>(body.size()), request.in)));
      answer = answer_add(*bare, body);
    }
    FCGX_PutStr(answer.data(), static_cast<int>(answer.size()), request.out);
    FCGX_Finish_r(&request);
  }
  _exit(1);
}

int listen_on(const std::string& path) {
  const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  unlink(path.c_str());
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of bind(2)
  BASE_CHECK(bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  BASE_CHECK(listen(fd, 1024) == 0);
  return fd;
}

void print_script(const std::string& variant, const std::string& cents) {
  std::cout << "BEGIN;\n"
            << filled("cart.create",
                      {"md5(random()::text || clock_timestamp()::text)", "NULL", "now()"},
                      "\n\\gset")
            << filled("cart.put_line", {":id", variant, "1", cents, "50", "97", "now()"}, ";")
            << filled("cart.demand", {":id", variant}, "\n\\gset")
            << filled("inventory.own_holds", {":id"}, ";")
            << filled("inventory.take",
                      {":id", ":stock_item_id", "1", "NULL", "now()",
                       "(now() + interval '15 minutes')"},
                      ";")
            << "COMMIT;\n";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    // Named here so that the linker takes the statements from the library.
    const auto volatile add = &cart::add;
    cart::View (*const volatile view)(store::Tx&, const std::string&, base::Instant) = &cart::view;
    BASE_CHECK(add != nullptr && view != nullptr);
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.size() == 3 && words[0] == "--script") {
      print_script(words[1], words[2]);
      return 0;
    }
    Options options;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) options[words[i]] = words[i + 1];
    umask(0);
    const int listening = listen_on(options.at("--socket"));
    const pid_t parent = getpid();
    for (int i = std::stoi(options.at("--workers")); i > 0; --i)
      if (fork() == 0) work(listening, options, parent);
    std::cout << "ready" << std::endl;
    pause();
    return 0;
  } catch (const std::exception& e) {
    std::cerr << "bare: " << e.what() << '\n';
    return 1;
  }
}
