#!/usr/bin/env node
import './small-heap.ts';
import { configuredRegistries } from './config-option.ts';
import { createProgram } from './program.ts';
import { runProgram } from './run-program.ts';

const argv = process.argv.slice(2);
process.exitCode = await runProgram(async () => createProgram(await configuredRegistries(argv)), argv);
