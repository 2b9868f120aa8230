import { expect } from 'chai';
import { baseReferences } from '../../../src/engine/images/base-references.ts';

describe('the images that a Dockerfile is built on', () => {
  it('are those of FROM', () => {
    const dockerfile = '# FROM comment\nFROM --platform=linux/amd64 node:22 AS build\nRUN true\nfrom build\n';
    expect(baseReferences(dockerfile, {})).to.deep.equal(['node:22', 'build']);
  });

  it('have build arguments filled in, else their defaults', () => {
    const dockerfile = 'ARG BASE=node:22-slim\nARG TAG\nFROM ${BASE}\nFROM $BASE\nFROM app:${TAG:-v1}\n';
    expect(baseReferences(dockerfile, {})).to.deep.equal(['node:22-slim', 'node:22-slim', 'app:v1']);
    expect(baseReferences(dockerfile, { BASE: 'faultline/base', TAG: 'v2' })).to.deep.equal(['faultline/base', 'faultline/base', 'app:v2']);
    expect(baseReferences('FROM ${NEVER_SAID}', { NEVER_SAID: 'not an argument' })).to.deep.equal(['']);
  });
});
