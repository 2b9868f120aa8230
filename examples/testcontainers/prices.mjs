import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks the shop's catalogue, which always knows, and takes its time. */
async function catalogue(article) {
  await sleep(100);
  return article.length * 10;
}

/** Returns a server that answers with prices from the cache, and from the catalogue whenever the cache is of no help. */
export function pricesServer(cache) {
  return createServer(async ({ url }, response) => {
    const article = url.slice(1);
    const cached = await cache.get(article).catch(() => undefined);
    const price = cached ?? (await catalogue(article));
    if (cached === undefined) cache.set(article, price).catch(() => undefined);
    response.end(`${price}\n`);
  });
}
