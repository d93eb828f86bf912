import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  entityRefOf,
  standingStates,
} from '@slipway/plugin-self-service-common';
import { Resource, SelfServiceApi } from './SelfServiceApi';
import { toEntity } from './toEntity';

/** Whose these entities are; no other provider may write them. */
const locationKey = 'self-service';

/**
 * Keeps one entity in the catalog for each resource that stands. All of them
 * are compared from time to time; an event brings a single one up to date
 * before that. Both go one after the other, so that a list that was read
 * earlier does not undo what an event brought.
 */
export class SelfServiceEntityProvider implements EntityProvider {
  readonly #api: Pick<SelfServiceApi, 'listStanding' | 'find'>;
  readonly #appUrl: string;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Set<string>();

  /** @param options - `appUrl`: where the portal's pages are */
  constructor(options: {
    api: Pick<SelfServiceApi, 'listStanding' | 'find'>;
    appUrl: string;
    logger: LoggerService;
  }) {
    this.#api = options.api;
    this.#appUrl = options.appUrl;
    this.#logger = options.logger;
  }

  getProviderName(): string {
    return 'self-service';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /**
   * Makes the catalog hold exactly the resources that stand.
   *
   * @throws ForwardedError when they cannot be read; the catalog then stays
   * as it is
   */
  refresh(): Promise<void> {
    return this.#inTurn(async () => {
      const resources = await this.#api.listStanding();
      await this.#connected().applyMutation({
        type: 'full',
        entities: resources.map(resource => this.#present(resource)),
      });
    });
  }

  /** Brings one entity up to date. What fails is left to the next refresh. */
  async update(resourceId: string): Promise<void> {
    if (this.#waiting.has(resourceId)) {
      return;
    }
    this.#waiting.add(resourceId);
    try {
      await this.#inTurn(async () => {
        // From here on a change is one that is not read yet.
        this.#waiting.delete(resourceId);
        const resource = await this.#api.find(resourceId);
        if (resource) {
          await this.#apply(resource);
        }
      });
    } catch (error) {
      this.#logger.warn(
        'The entity of a resource could not be brought up to date; the next refresh does it',
        { resourceId, error: String(error) },
      );
    }
  }

  async #apply(resource: Resource): Promise<void> {
    const stands = standingStates.includes(resource.state);
    await this.#connected().applyMutation({
      type: 'delta',
      added: stands ? [this.#present(resource)] : [],
      removed: stands
        ? []
        : [{ entityRef: entityRefOf(resource), locationKey }],
    });
  }

  #present(resource: Resource) {
    return {
      entity: toEntity(resource, { appUrl: this.#appUrl }),
      locationKey,
    };
  }

  #connected(): EntityProviderConnection {
    if (!this.#connection) {
      throw new Error('The catalog has not connected this provider yet');
    }
    return this.#connection;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
