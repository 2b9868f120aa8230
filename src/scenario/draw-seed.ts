import { randomInt } from 'node:crypto';

/** No letters or digits that look alike, and no vowels, so that no seed is a word. */
const ALPHABET = '23456789bcdfghjkmnpqrstvwxz';
const LENGTH = 8;

/** Returns a new seed that a person can read out and type again. */
export function drawSeed(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
