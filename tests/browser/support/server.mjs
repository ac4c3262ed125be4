// Serves a folder as a plain static host does, under a path that is not the root: the site may lie anywhere.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

/** The built site. */
export const dist = fileURLToPath(new URL("../../../dist", import.meta.url));

/**
 * Serves `folder` on a free port of this machine until `close` is called; `url` ends with a slash.
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve(folder = dist) {
  const base = "/some/path/landform/";
  const files = sirv(folder, { dev: true });
  const server = createServer((request, response) => {
    const missing = () => response.writeHead(404).end();
    if (!request.url.startsWith(base)) return missing();
    request.url = request.url.slice(base.length - 1);
    files(request, response, missing);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  };
}
