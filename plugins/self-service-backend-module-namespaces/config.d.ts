export interface Config {
  selfService?: {
    /**
     * Kubernetes namespaces; see docs/namespaces.md and docs/clusters.md. An
     * unknown or wrong setting stops the start with the reason.
     */
    namespaces?: {
      /** Names that nobody may ask for, beside default, slipway-system, kube-* and openshift-*. Default: none */
      protectedNames?: string[];
      /** What no name may begin with, beside those. Default: none */
      protectedPrefixes?: string[];
      /** What the names of services end in. Default: cluster.local */
      clusterDomain?: string;

      /** Who may do what within a namespace. Changing it changes all namespaces. */
      access?: {
        /**
         * How the clusters call a group of the catalog: {name}, {namespace} and
         * {ref} are replaced. Default: {name}
         */
        groupName?: string;
        /** The ClusterRole of the owning team. Default: edit */
        teamRole?: 'view' | 'edit' | 'admin';
        /** Groups, as the clusters call them, that may view each namespace. Default: none */
        viewers?: string[];
      };

      /** What answers names in the clusters; each namespace may reach it. Changing it changes all namespaces. */
      dns?: {
        /** Labels of the pods that answer. Default: k8s-app: kube-dns */
        podLabels?: { [key: string]: string };
        /** Ranges that answer outside of pods, such as a cache on each node. Default: none */
        cidrs?: string[];
        /** Ports of those pods, by UDP and TCP. Default: 53 */
        ports?: number[];
      };

      /**
       * Where namespaces are made. The first that serves an environment is its
       * default. Default: one Git repository of Slipway's own, for all
       * environments
       */
      targets?: Array<
        | {
            type: 'git';
            /** Lower-case letters, digits and dashes; it is part of what is stored. */
            name: string;
            /** For people. Default: the name */
            title?: string;
            /** Environments that it serves. Default: all */
            environments?: string[];
            /** The folder below environments/. Default: the name */
            cluster?: string;
            /**
             * URL or path of a repository that is there; credentials may be in
             * the URL. Default: one that Slipway makes
             * @visibility secret
             */
            repository?: string;
            /** Where Slipway makes its own. Default: environments.git in backend.workingDirectory, else in .slipway */
            path?: string;
            /** The branch that the controller reads. Default: main */
            branch?: string;
            /** Commit to it, or propose a branch for each request. Default: straight */
            mode?: 'straight' | 'branch';
            /** Of the commits. Default: Slipway */
            author?: { name: string; email: string };
            /** Opens pull requests in mode branch. Default: none; a person merges the branch */
            forge?: {
              type?: 'github';
              /** Default: https://api.github.com */
              apiUrl?: string;
              /** owner/name */
              repository: string;
              /**
               * May write pull requests.
               * @visibility secret
               */
              token: string;
            };
            /** Name of a live target that says what became of it; requests wait for it. Default: none; then it cannot be known */
            statusFrom?: string;
          }
        | {
            type: 'live';
            /** Lower-case letters, digits and dashes; it is part of what is stored. */
            name: string;
            /** For people. Default: the name */
            title?: string;
            /** Environments that it serves; none: it is only read from. Default: all */
            environments?: string[];
            /** How the cluster is reached, and as whom. */
            cluster:
              | { type: 'in-cluster' }
              | {
                  type: 'kubeconfig';
                  /** Default: KUBECONFIG, then ~/.kube/config */
                  path?: string;
                  /** Default: the file's current context */
                  context?: string;
                }
              | {
                  type: 'service-account';
                  /** https */
                  url: string;
                  /** PEM of the authority that signed the certificate. */
                  ca?: string;
                  caFile?: string;
                  /**
                   * One of token and tokenFile.
                   * @visibility secret
                   */
                  token?: string;
                  /** Read again as it is rotated. */
                  tokenFile?: string;
                };
            /** The API server's address for people, when it is another. Default: that of the cluster */
            publicUrl?: string;
            /** How long one call may take, PT1S to PT2M. Default: PT15S */
            requestTimeout?: string;
            kubeconfig?: {
              /** The ClusterRole that a person's kubeconfig has within the namespace. Default: edit */
              clusterRole?: string;
            };
          }
      >;
    };
  };
}
