/** Yields the lines of a stream of JSON objects, each as it came, without the empty ones. */
export async function* jsonLines(stream: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let unfinished = '';
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    const lines = (unfinished + decoder.decode(chunk, { stream: true })).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line.trim();
  }
  if (unfinished.trim() !== '') yield unfinished.trim();
}
