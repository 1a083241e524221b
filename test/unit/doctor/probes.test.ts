import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { hostClass, type NetworkSettings, proxyFor } from '../../../src/doctor/checks/network/proxy.ts';
import { isPublic, seeCertificate } from '../../../src/doctor/probes/certificate.ts';
import { networkProbes } from '../../../src/doctor/probes/network.ts';
import { startProxy } from '../../editor/proxy.ts';
import { type Authority, certifiedHost, makeAuthority } from '../../emulator/authority.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { withServer } from '../../support/rawServer.ts';
import { transports } from './surroundings.ts';

const { signal } = new AbortController();
const probes = (limit = 2000) => networkProbes({ transports, userAgent: 'test', limit }, signal);

describe('the proxy for an endpoint', () => {
  const api = 'https://api.dingtalk.com';
  const proxied = (settings: Partial<NetworkSettings>, endpoint = api) => {
    const none = {
      proxy: '',
      proxySupport: 'override',
      noProxy: [],
      systemCertificates: true,
      fetchAdditionalSupport: true,
      proxyStrictSSL: true,
      variables: {},
    };
    const found = proxyFor(endpoint, { ...none, ...settings });
    return found && `${found.source} ${found.url.host}`;
  };
  const variables = { HTTPS_PROXY: 'http://b:1' };

  it('is that of the setting, then that of the variables', () => {
    assert.equal(proxied({ proxy: 'http://a:1', variables }), 'setting a:1');
    assert.equal(proxied({ variables }), 'variable b:1');
    assert.equal(
      proxied({ variables: { https_proxy: 'http://c:1', HTTPS_PROXY: 'http://b:1' } }),
      'variable c:1',
    );
    assert.equal(proxied({ variables: { HTTP_PROXY: 'http://d:1' } }), 'variable d:1');
  });

  it('is none where it is switched off, bypassed, unreadable, or for this machine', () => {
    assert.equal(proxied({}), undefined);
    assert.equal(proxied({ proxy: 'http://a:1', proxySupport: 'off' }), undefined);
    assert.equal(proxied({ proxy: 'a:1' }), undefined);
    assert.equal(proxied({ proxy: 7 }), undefined);
    for (const pattern of ['*', 'dingtalk.com', '.dingtalk.com', '*.dingtalk.com', 'api.dingtalk.com:443']) {
      assert.equal(proxied({ proxy: 'http://a:1', noProxy: [pattern] }), undefined, pattern);
      assert.equal(proxied({ variables: { ...variables, NO_PROXY: `x, ${pattern}` } }), undefined, pattern);
    }
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      assert.equal(proxied({ proxy: 'http://a:1' }, `https://${host}`), undefined, host);
    }
  });

  it('is not bypassed by what only looks alike', () => {
    for (const pattern of ['talk.com', 'dingtalk.io', '', 7]) {
      assert.equal(proxied({ proxy: 'http://a:1', noProxy: [pattern] }), 'setting a:1', String(pattern));
    }
  });

  it('is told by how far away it is', () => {
    assert.equal(hostClass('localhost'), 'thisMachine');
    assert.equal(hostClass('[::1]'), 'thisMachine');
    assert.equal(hostClass('172.20.1.1'), 'privateNetwork');
    assert.equal(hostClass('[fd00::1]'), 'privateNetwork');
    assert.equal(hostClass('proxy'), 'privateNetwork');
    assert.equal(hostClass('172.32.1.1'), 'elsewhere');
    assert.equal(hostClass('fdic.example'), 'elsewhere');
  });
});

describe('the probes', () => {
  let company: Authority;
  let emulator: Emulator;
  let port: number;
  before(async () => {
    company = await makeAuthority('Company');
    emulator = await startEmulator({ tls: company.server });
    port = Number(new URL(emulator.url).port);
  });
  after(() => emulator.close());

  it('see a certificate, trusted or not, directly and through a proxy', async () => {
    const direct = await seeCertificate('127.0.0.1', port, undefined, signal);
    assert.equal(direct.isPublic, false);
    assert.match(direct.protocol, /^TLSv1\.[23]$/);
    assert.ok(direct.validTo > Date.now());
    const proxy = await startProxy({ target: port, credentials: 'user:pass word' });
    try {
      const url = new URL(`http://user:pass%20word@127.0.0.1:${proxy.port}`);
      assert.deepEqual(await probes().certificate(certifiedHost, 443, url), direct);
      assert.deepEqual(proxy.tunnels, [{ host: `${certifiedHost}:443`, isAdmitted: true }]);
    } finally {
      await proxy.close();
    }
  });

  it('tell an authority of their own from a public one', () => {
    const leaf = new X509Certificate(company.server.cert);
    const root = new X509Certificate(company.certificate);
    assert.equal(isPublic([leaf, root], rootCertificates), false);
    assert.equal(isPublic([leaf], [...rootCertificates, company.certificate]), true);
    assert.equal(isPublic([leaf, root], [company.certificate]), true);
    // The name alone proves nothing.
    assert.equal(isPublic([], [company.certificate]), false);
  });

  it('are not deceived by an authority of the same name', async () => {
    const impostor = await makeAuthority('Company');
    const leaf = new X509Certificate(impostor.server.cert);
    assert.equal(isPublic([leaf], [company.certificate]), false);
    assert.equal(isPublic([leaf, new X509Certificate(company.certificate)], [company.certificate]), false);
  });

  it('learn how a proxy refuses', async () => {
    const proxy = await startProxy({ target: port, credentials: 'user:password' });
    const url = new URL(`http://127.0.0.1:${proxy.port}`);
    try {
      const refused = await probes().tunnel(url, certifiedHost, 443);
      assert.equal(refused && 'status' in refused && refused.status, 407);
    } finally {
      await proxy.close();
    }
    const down = await probes().tunnel(url, certifiedHost, 443);
    assert.equal(down && 'code' in down && down.code, 'ECONNREFUSED');
    assert.equal(await probes().tunnel(new URL('socks5://127.0.0.1:1'), certifiedHost, 443), undefined);
  });

  it('give up in time', () =>
    withServer(
      () => {},
      async url => {
        const [first] = probes(200).visit(url);
        const { failure, ms } = await first;
        assert.equal(failure?.kind, 'timeout');
        assert.ok(ms < 2000);
      },
    ));

  it('take a redirect for an answer, and follow none', async () => {
    let visits = 0;
    await withServer(
      (_, response) => {
        visits++;
        response.writeHead(302, { location: '/elsewhere' }).end();
      },
      async url => {
        const [first] = await Promise.all(probes().visit(url));
        assert.equal(first?.status, 302);
        assert.equal(first.failure, undefined);
      },
    );
    assert.equal(visits, 2);
  });

  it('tell blocks and kinds of answers apart', async () => {
    for (const [text, body, isBlocked] of [
      ['<!doctype html><p>1111', 'HTML', false],
      ['{"code":"x","status":200}', 'JSON', false],
      ['{"status":1111,"wait":5}', 'JSON', true],
      ['{"status": "1111"}', 'JSON', true],
      ['{"status":11110}', 'JSON', false],
      ['', 'other', false],
    ] as const) {
      await withServer(
        (_, response) => response.end(text),
        async url => {
          const [first] = await Promise.all(probes().visit(url));
          assert.deepEqual([first?.body, first?.isBlocked], [body, isBlocked], text);
        },
      );
    }
  });
});
