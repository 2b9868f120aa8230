const { ok } = await fetch('http://127.0.0.1:8000/', { signal: AbortSignal.timeout(2000) });
process.exit(ok ? 0 : 1);
