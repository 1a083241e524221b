import { parse } from 'lossless-json';

/**
 * Parses JSON without losing a digit: every integer that fits a Java `Long` comes as a `bigint`. DingTalk
 * counts bytes in `Long`s as bare numbers, and `JSON.parse` rounds them above 2^53.
 *
 * @throws SyntaxError, or RangeError where the nesting is too deep
 */
export function parseLossless(text: string): unknown {
  return parse(text, undefined, { parseNumber });
}

function parseNumber(digits: string): bigint | number {
  return /^-?\d{1,19}$/.test(digits) ? BigInt(digits) : Number(digits);
}
