/** What differs between DingTalk's regions, which share neither organizations nor apps. */
export interface Region {
  /** The Open API, without a trailing slash. */
  readonly endpoint: string;
  /** The legacy API. */
  readonly legacyEndpoint: string;
  /** Where an administrator manages an organization's storage, after signing in and choosing the organization. */
  readonly adminConsole: string;
  /** Where a developer manages an app. */
  readonly developerConsole: string;
  /** Hosts of links to documents, `https://<host>/i/nodes/<dentryUuid>`. */
  readonly documentHosts: readonly string[];
}

/** One more is also offered by *Add Organization*, named by the doctor, and listed in the manifest's settings. */
export const regions = {
  international: {
    endpoint: 'https://api.dingtalk.io',
    legacyEndpoint: 'https://oapi.dingtalk.io',
    // DingTalk documents only the console's home: from there, *Docs and Storage Management → Storage Space*.
    adminConsole: 'https://oa.dingtalk.io/',
    // DingTalk's own command line client opens it for international organizations.
    developerConsole: 'https://open-dev.dingtalk.io',
    documentHosts: ['alidocs.dingtalk.io', 'docs.dingtalk.io'],
  },
  mainland: {
    endpoint: 'https://api.dingtalk.com',
    legacyEndpoint: 'https://oapi.dingtalk.com',
    // Linked from DingTalk's overview of the storage APIs.
    adminConsole: 'https://oa.dingtalk.com/dingtalk-enterprise-storage.htm',
    developerConsole: 'https://open-dev.dingtalk.com',
    documentHosts: ['alidocs.dingtalk.com', 'docs.dingtalk.com'],
  },
} as const satisfies Record<string, Region>;

export type RegionName = keyof typeof regions;

export const regionNames = Object.keys(regions) as readonly RegionName[];

export const defaultEndpoint = regions.international.endpoint;

/** The region that `endpoint` belongs to; `undefined` for a private gateway. */
export function regionNameOf(endpoint: string): RegionName | undefined {
  return regionNames.find(name => regions[name].endpoint === endpoint);
}

/** The region whose consoles go with an endpoint: the mainland for a private gateway. */
export function regionOf(endpoint: string): Region {
  return regions[regionNameOf(endpoint) ?? 'mainland'];
}

/** Where the legacy API is. A private gateway serves both. */
export function legacyEndpoint(endpoint: string): string {
  const region = regionNames.map(name => regions[name]).find(each => endpoint.startsWith(each.endpoint));
  return region === undefined ? endpoint : endpoint.replace(region.endpoint, region.legacyEndpoint);
}
