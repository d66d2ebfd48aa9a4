// A slow line to the shop: whatever a browser asks for comes at once, but a document comes in as many
// equal pieces as it is told to be, the next one when the test says so.
'use strict';
const http = require('node:http');

class SlowLine {
  constructor(shop, pieces) {
    this.shop = new URL(shop);
    this.pieces = pieces;
    this.server = http.createServer((request, response) => this.#relay(request, response));
  }

  // Its own address, once it listens.
  async open() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  // Sends the next piece of the document. False when all was sent.
  next() {
    if (this.rest.length === 0) return false;
    this.response.write(this.rest.shift());
    if (this.rest.length === 0) this.response.end();
    return this.rest.length > 0;
  }

  #relay(request, response) {
    const headers = { ...request.headers, host: this.shop.host, 'accept-encoding': 'identity' };
    const asked = http.request({ host: this.shop.hostname, port: this.shop.port, path: request.url,
      method: request.method, headers }, (told) => {
      response.writeHead(told.statusCode, { 'content-type': told.headers['content-type'] });
      if (request.headers['sec-fetch-dest'] !== 'document') return void told.pipe(response);
      const chunks = [];
      told.on('data', (chunk) => chunks.push(chunk));
      told.on('end', () => this.#cut(Buffer.concat(chunks), response));
    });
    request.pipe(asked);
  }

  #cut(whole, response) {
    const size = Math.ceil(whole.length / this.pieces);
    this.response = response;
    this.rest = [];
    for (let at = 0; at < whole.length; at += size) this.rest.push(whole.subarray(at, at + size));
    this.next();
  }
}

module.exports = { SlowLine };
