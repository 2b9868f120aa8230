import { expect } from 'chai';
import { builtFiles, importsOf, loadedBy, packageOf } from './support/built-modules.ts';
import { manifest } from './support/manifest.ts';

const packagesIn = (ending: '.js' | '.d.ts'): ReadonlySet<string> =>
  new Set(
    builtFiles(ending)
      .flatMap((file) => importsOf(file, { later: true }))
      .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
      .map(packageOf),
  );

describe('the dependencies', () => {
  const own = Object.keys(manifest.dependencies);
  const peers = Object.keys(manifest.peerDependencies);

  it('are what the built files import, and nothing else', () => {
    expect([...packagesIn('.js')].filter((name) => !peers.includes(name))).to.have.members(own);
  });

  it('have what the types need', () => {
    expect([...packagesIn('.d.ts')].filter((name) => ![...own, ...peers].includes(name))).to.deep.equal([]);
  });

  it('are pinned', () => {
    for (const [name, range] of Object.entries(manifest.dependencies)) expect(range, name).to.match(/^\d+\.\d+\.\d+$/);
  });

  it('ask for no test framework: every peer is optional', () => {
    expect(peers.filter((name) => manifest.peerDependenciesMeta[name]?.optional !== true)).to.deep.equal([]);
    expect(Object.keys(manifest.peerDependenciesMeta)).to.have.members(peers);
  });

  it('are not loaded by importing faultline: that starts nothing and costs little', () => {
    const { files, packages } = loadedBy('dist/index.js');
    expect([...packages]).to.deep.equal([]);
    // Every file costs; today's are the analysis of histories. What acts on the world is loaded at its first use.
    expect([...files].filter((file) => /^dist\/(engine|faults|load|run|report|cli)\//.test(file))).to.deep.equal([]);
    expect(files.size).to.be.below(100);
  });

  it('are not loaded before it is known which command needs them', () => {
    const { files, packages } = loadedBy('dist/cli/main.js');
    expect([...packages]).to.deep.equal(['commander']);
    expect(files.size).to.be.below(20);
  });

  it('take no memory of the process that measures, but for the HTTP client', () => {
    const { files, packages } = loadedBy('dist/load/prober-process.js');
    expect([...packages]).to.deep.equal(['undici']);
    expect([...files].flatMap((file) => importsOf(file, { later: true })).filter((name) => name === 'undici')).to.deep.equal([]);
  });

  it('take no memory of a measurement that make and judge its reports, or talk to an engine', () => {
    const { files, packages } = loadedBy('dist/cli/measure.js');
    expect([...packages]).to.have.members(['commander', 'seedrandom', 'yaml', 'zod']);
    expect([...files].filter((file) => /^dist\/(faults|report\/html)\/|^dist\/analysis\/analyse\./.test(file))).to.deep.equal([]);
  });
});
