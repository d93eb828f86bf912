import { JsonObject } from '../domain/json';
import { ResourceState } from '../domain/lifecycle';

export type KindView = {
  id: string;
  title: string;
  description: string;
  /** Newest first; what a new request gets is the first. */
  templateVersions: Array<{ version: string; summary: string }>;
  /** JSON Schema (2020-12) of a request's fields; form, CLI and MCP are made of it. */
  requestSchema: JsonObject;
  /** Fields in the order a person thinks in, with words for the form. */
  fields: FieldView[];
  actions: ActionView[];
};

export type FieldView = {
  name: string;
  label: string;
  help: string;
  /** `text` unless said. `environment`, `team`, `system`, `component`, `target` are chosen from what exists. */
  control:
    | 'text'
    | 'long-text'
    | 'number'
    | 'switch'
    | 'choice'
    | 'duration'
    | 'environment'
    | 'team'
    | 'system'
    | 'component'
    | 'target';
  required: boolean;
  default?: unknown;
  choices?: Array<{ value: string; label: string; help?: string }>;
  placeholder?: string;
};

export type ActionView = {
  /** Such as `change-tier`, `extend`, `destroy`. */
  id: string;
  title: string;
  description: string;
  /** `change` has a plan; `issue` answers with something shown once; `clone` asks for another resource. */
  type: 'change' | 'issue' | 'clone' | 'destroy' | 'time';
  /** Whether it takes something away. */
  dangerous: boolean;
  /** States of the resource in which it is offered. */
  states: ResourceState[];
  inputSchema: JsonObject;
  fields: FieldView[];
};
