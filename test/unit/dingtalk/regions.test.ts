import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  defaultEndpoint,
  legacyEndpoint,
  regionNameOf,
  regionOf,
  regions,
} from '../../../src/dingtalk/regions.ts';

describe('regions', () => {
  it('are those that the setting offers, in the same order and with the same default', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const text = JSON.stringify(contributes.configuration);
    const endpoints = Object.values(regions).map(({ endpoint }) => endpoint);
    const offered = `"default":${JSON.stringify(defaultEndpoint)},"examples":${JSON.stringify(endpoints)}`;
    assert.ok(text.includes(offered), offered);
    assert.ok(text.includes(`|${endpoints.join(',')}|`), 'the snippet');
  });

  it('give each endpoint its consoles and its legacy host; a private gateway serves both APIs itself', () => {
    assert.equal(regionNameOf('https://api.dingtalk.io'), 'international');
    assert.equal(regionOf('https://api.dingtalk.io').developerConsole, 'https://open-dev.dingtalk.io');
    assert.equal(legacyEndpoint('https://api.dingtalk.com'), 'https://oapi.dingtalk.com');
    assert.equal(legacyEndpoint('https://api.dingtalk.io'), 'https://oapi.dingtalk.io');
    const gateway = 'https://gateway.example/dingtalk';
    assert.equal(regionNameOf(gateway), undefined);
    assert.equal(regionOf(gateway), regions.mainland);
    assert.equal(legacyEndpoint(gateway), gateway);
  });
});
