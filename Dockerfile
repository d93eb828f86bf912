# syntax=docker/dockerfile:1
# A production image: docker build -t slipway .
# How to configure and run it: docs/production.md.

# The manifests alone: the layers of an install are used again until one of
# them changes.
FROM node:24-trixie-slim AS manifests
WORKDIR /build
COPY .yarnrc.yml backstage.json package.json yarn.lock tsconfig.json ./
COPY packages packages
COPY plugins plugins
RUN find packages plugins -mindepth 2 -maxdepth 2 ! -name package.json -exec rm -rf {} +

FROM node:24-trixie-slim AS build
ENV YARN_GLOBAL_FOLDER=/yarn
WORKDIR /build
# The image has a Yarn 1 of its own in that place, hence --force.
RUN npm install --global --force --ignore-scripts --no-audit --no-fund @yarnpkg/cli-dist@4.13.0
COPY --from=manifests /build ./
RUN --mount=type=cache,target=/yarn/cache,sharing=locked \
    yarn install --immutable
COPY packages packages
COPY plugins plugins
COPY app-config.yaml ./
# The front end takes nothing but the path of the address from it; the running
# backend puts the real one into the page.
ENV SLIPWAY_BASE_URL=http://localhost:7007
RUN yarn workspace backend build

# What the backend needs at run time, and nothing else: no compiler, no
# development dependency, no local PostgreSQL.
FROM node:24-trixie-slim AS dependencies
ENV YARN_GLOBAL_FOLDER=/yarn
WORKDIR /app
RUN npm install --global --force --ignore-scripts --no-audit --no-fund @yarnpkg/cli-dist@4.13.0
COPY .yarnrc.yml backstage.json package.json yarn.lock ./
RUN --mount=type=bind,from=build,source=/build/packages/backend/dist,target=/dist \
    tar --extract --gzip --file /dist/skeleton.tar.gz
RUN --mount=type=cache,target=/yarn/cache,sharing=locked \
    yarn workspaces focus --all --production
RUN --mount=type=bind,from=build,source=/build/packages/backend/dist,target=/dist \
    tar --extract --gzip --file /dist/bundle.tar.gz

FROM node:24-trixie-slim
# git reads deployment history; the certificates are for databases and
# identity providers.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates git \
    && rm -rf /var/lib/apt/lists/* \
    && rm -rf /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/corepack /opt/yarn* \
    && rm -f /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg
WORKDIR /app
COPY --from=dependencies /app ./
COPY app-config.yaml app-config.production.yaml ./
ENV NODE_ENV=production
USER node
EXPOSE 7007
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["node", "--eval", "fetch('http://127.0.0.1:7007/.backstage/health/v1/readiness').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process: it gets SIGTERM and stops in order.
CMD ["node", "packages/backend", "--config", "app-config.yaml", "--config", "app-config.production.yaml"]
