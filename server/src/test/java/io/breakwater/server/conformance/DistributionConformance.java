package io.breakwater.server.conformance;

import org.junit.jupiter.api.TestInstance;

/// All rules, for a registry that a subclass starts or finds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DistributionConformance
    implements BaseRules,
        PullRules,
        UploadRules,
        ChunkRules,
        MountRules,
        ManifestRules,
        BadManifestRules,
        ReferrerRules,
        ListRules,
        DeleteRules,
        SameTimeRules,
        WireRules {}
