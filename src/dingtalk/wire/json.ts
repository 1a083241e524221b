import { parse } from 'lossless-json';

/**
 * Parses JSON without losing a digit: every integer that fits a Java `Long` becomes a `bigint`. DingTalk sends byte
 * counts as bare `Long`s, and `JSON.parse` rounds those above 2^53.
 *
 * @throws SyntaxError, or RangeError if the nesting is too deep
 */
export function parseLossless(text: string): unknown {
  return parse(text, undefined, { parseNumber });
}

function parseNumber(digits: string): bigint | number {
  return /^-?\d{1,19}$/.test(digits) ? BigInt(digits) : Number(digits);
}
