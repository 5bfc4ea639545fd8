/** The parts of the package `ping` that build the arguments of the program and read its words: it publishes no types at these paths. */
declare module 'ping/lib/builder/factory.js' {
  import type { PingConfig } from 'ping';

  interface Builder {
    readonly getCommandArguments: (target: string, config: PingConfig) => string[];
  }
  const builders: {
    readonly getExecutablePath: (platform: string, isIPv6: boolean) => string;
    readonly createBuilder: (platform: string) => Builder;
  };
  export = builders;
}

declare module 'ping/lib/parser/factory.js' {
  import type { PingConfig, PingResponse } from 'ping';

  interface Parser {
    readonly eat: (line: string) => void;
    readonly getResult: () => PingResponse;
  }
  const parsers: {
    readonly createParser: (address: string, platform: string, config: PingConfig) => Parser;
  };
  export = parsers;
}
