package com.example.boot;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.stereotype.Component;

/**
 * Jakarta Persistence 3.2 and Hibernate 6 declare {@code getSchemaManager()} with different results, so Spring's proxies
 * have to be of Jakarta's interfaces. Spring Boot 4 does without this class.
 */
@Component
class PlainJpa implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
            factory.setEntityManagerFactoryInterface(EntityManagerFactory.class);
            factory.setEntityManagerInterface(EntityManager.class);
        }
        return bean;
    }
}
