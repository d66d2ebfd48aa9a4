#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "t/loopback.h"

namespace t {

// A small SMTP server: says what it was told to, and remembers commands and messages.
struct Smtp {
  std::map<std::string, std::string> answers{};  // by the first word of the command
  std::string capabilities = "250-mx.example\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n";
  std::string tls_host{};              // offers STARTTLS with a certificate for this host
  std::vector<std::string> refused{};  // recipients
  int hang_up_after = -1;              // messages
  std::vector<std::string> commands{};
  std::vector<std::string> messages{};

  std::string answer(const std::string& word, const std::string& standard) {
    const auto found = answers.find(word);
    return (found == answers.end() ? standard : found->second) + "\r\n";
  }

  void operator()(t::Peer& peer) {
    peer.write("220-mx.example\r\n220 ready\r\n");
    for (auto line = peer.read_to("\r\n"); !line.empty(); line = peer.read_to("\r\n")) {
      line.resize(line.size() - 2);
      commands.push_back(line);
      const auto word = line.substr(0, line.find_first_of(" :"));
      if (word == "EHLO") {
        peer.write(answers.contains("EHLO") ? answer("EHLO", "") : capabilities);
      } else if (word == "STARTTLS") {
        peer.write("220 go\r\n");
        if (!peer.start_tls(t::certificate_for(tls_host))) return;
      } else if (word == "DATA") {
        peer.write(answer("DATA", "354 go on"));
        if (answers.contains("DATA")) continue;
        messages.push_back(peer.read_to("\r\n.\r\n"));
        if (std::ssize(messages) == hang_up_after) return;
        peer.write(answer(".", "250 queued"));
      } else if (word == "AUTH") {
        peer.write(answer("AUTH", "235 in"));
      } else if (std::any_of(refused.begin(), refused.end(), [&](const std::string& address) {
                   return line == "RCPT TO:<" + address + ">";
                 })) {
        peer.write("550 5.1.1 nobody here\r\n");
      } else {
        peer.write(answer(word, "250 ok"));
      }
      if (word == "QUIT") return;
    }
  }
};

}  // namespace t
