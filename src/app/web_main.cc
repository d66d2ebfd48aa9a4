#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "app/captcha.h"
#include "app/open.h"
#include "app/web_app.h"
#include "base/args.h"
#include "web/raw_request.h"
#include "web/server.h"

namespace app {
namespace {

// Answers one recorded request on standard output, without nginx and workers.
int answer_once(WebApp& application, const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw base::UsageError{"cannot read " + file};
  auto req = web::parse_raw_request(text.str());
  const auto answered = application.answer(req);
  std::cout << answered.response.cgi_head() << answered.response.body;
  return 0;
}

web::ServerOptions server_options(const base::Config& config, const std::string& pool,
                                  const base::PoolConfig& size, int argc, char** argv) {
  web::ServerOptions options;
  options.pool = pool;
  options.socket = config.run.dir + '/' + pool + ".sock";
  options.board = config.run.dir + '/' + pool + ".metrics";
  options.size = size;
  options.trusted = config.proxy.trusted;
  // The name of the file as it is now: after an upgrade another one stands there.
  options.command.push_back(std::filesystem::read_symlink("/proc/self/exe").string());
  options.command.insert(options.command.end(), argv + 1, argv + argc);
  return options;
}

int run(int argc, char** argv) {
  base::Args args{argc, argv};
  const auto config = base::load_config(args);
  const auto name = args.take_option("--pool");
  const auto once = args.take_option("--once");
  const bool only_check = args.take_flag("--check");
  args.done();
  if (!name) throw base::UsageError{"--pool is missing (shop, outbound, hooks or admin)"};
  const auto pool = web::pool_named(*name);
  check_captcha(config);
  become_owner(config);
  leave_no_core();
  base::Log log{config.log.file};
  const render::Templates templates{config.templates.dir, render::Strictness::Report};
  if (only_check) return 0;
  if (once) {
    WebApp application{config, pool, templates, log};
    return answer_once(application, *once);
  }
  const auto options = server_options(config, *name, pool_size(config, pool), argc, argv);
  return web::serve(options, log, [&]() -> web::Answer {
    auto application = std::make_shared<WebApp>(config, pool, templates, log);
    return [application](web::Request& req) { return application->answer(req); };
  });
}

}  // namespace

int web_main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const base::UsageError& e) {
    std::cerr << "gds-web: " << e.what()
              << "\nusage: gds-web --pool NAME [--config FILE] [--check | --once FILE]\n";
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "gds-web: " << e.what() << '\n';
    return 1;
  }
}

}  // namespace app
