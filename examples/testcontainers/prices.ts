import { createServer, type Server } from 'node:http';
import { redis, type Where } from './cache.ts';

/** Returns a server that answers with the price of an article: from the cache or, whenever that is of no help, worked out anew. */
export function pricesServer(cache: Where): Server {
  return createServer((request, response) => {
    const article = request.url?.slice(1) ?? '';
    void priceOf(article, cache).then((price) => response.end(`${price}\n`));
  });
}

async function priceOf(article: string, cache: Where): Promise<number> {
  const cached = await redis(cache, `GET ${article}`).catch(() => '$-1');
  const [, known] = /^\$\d+\r\n(\d+)/.exec(cached) ?? [];
  if (known !== undefined) return Number(known);
  const price = 10 * article.length;
  // That it cannot be stored is no reason to keep the customer waiting.
  redis(cache, `SET ${article} ${price}`).catch(() => undefined);
  return price;
}
