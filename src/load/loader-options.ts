/** By which Node is told how modules are found and read. */
const LOADER = /^(?:--import|--require|-r|--loader|--experimental-loader|--conditions|-C)(?:=|$)/;
const ALONE = /^--(?:no-)?(?:experimental-)?(?:strip-types|transform-types)$/;

/** Returns those of a process's options that another one needs to read the same modules. */
export function loaderOptions(execArgv: readonly string[]): string[] {
  return execArgv.filter((option, index) => {
    const before = execArgv[index - 1] ?? '';
    return LOADER.test(option) || ALONE.test(option) || (LOADER.test(before) && !before.includes('='));
  });
}
