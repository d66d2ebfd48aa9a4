// gds-web: the FastCGI parent and workers of one pool.
#include "app/web_app.h"

int main(int argc, char** argv) {
  return app::web_main(argc, argv);
}
