import { createServer, type Server } from 'node:http';
import { redis, type Where } from './redis.ts';

const REST_MS = 500;

/** Returns a server that answers with the price of an article: from the cache or, whenever that is of no help, worked out anew. */
export function pricesServer(where: Where): Server {
  let restsUntil = 0;

  /** A cache that has failed is left in peace for a moment: customers do not each wait for it in vain. */
  async function cache(command: string): Promise<string | undefined> {
    if (performance.now() < restsUntil) return undefined;
    return redis(where(), command).catch(() => void (restsUntil = performance.now() + REST_MS));
  }

  async function priceOf(article: string): Promise<number> {
    const [, known] = /^\$\d+\r\n(\d+)/.exec((await cache(`GET ${article}`)) ?? '') ?? [];
    if (known !== undefined) return Number(known);
    const price = 10 * article.length;
    void cache(`SET ${article} ${price}`);
    return price;
  }

  return createServer((request, response) => {
    void priceOf(request.url?.slice(1) ?? '').then((price) => response.end(`${price}\n`));
  });
}
