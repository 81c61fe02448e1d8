package dev.hoist.benchmarks.evaluator;

import org.jspecify.annotations.Nullable;
import org.togglz.core.Feature;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.FeatureUser;
import org.togglz.core.user.SimpleFeatureUser;

/** Togglz with its gradual strategy. It keeps its state in memory. */
final class TogglzPeer implements Peer {
    private enum Features implements Feature {
        AT_A_QUARTER
    }

    private final FeatureManager manager;
    private @Nullable FeatureUser user;

    TogglzPeer() {
        manager = new FeatureManagerBuilder()
                .featureEnum(Features.class)
                .stateRepository(new InMemoryStateRepository())
                .userProvider(() -> user)
                .build();
        manager.setFeatureState(new FeatureState(Features.AT_A_QUARTER, true)
                .setStrategyId(GradualActivationStrategy.ID)
                .setParameter(GradualActivationStrategy.PARAM_PERCENTAGE, "25"));
    }

    @Override
    public boolean isOn(String id) {
        user = new SimpleFeatureUser(id, false);
        return manager.isActive(Features.AT_A_QUARTER);
    }

    @Override
    public void close() {}
}
