package com.example.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class SightingsService {

    public static void main(String[] args) {
        SpringApplication.run(SightingsService.class, args);
    }
}
